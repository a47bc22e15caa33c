import type { ErrorEntry } from './people.errors.js'

/** What goods, their prices and their stock may refuse with. */
export const catalogErrors = {
  'catalog.code_taken': { status: 409, 'zh-CN': '编码 {code} 已被使用', en: 'The code {code} is in use' },
  'catalog.barcode_taken': {
    status: 409,
    'zh-CN': '条码 {barcode} 已被使用',
    en: 'The barcode {barcode} is in use',
  },
  'catalog.barcode_invalid': {
    status: 422,
    'zh-CN': '条码 {barcode} 的校验位不对',
    en: 'The check digit of barcode {barcode} is wrong',
  },
  'catalog.options_mismatch': {
    status: 422,
    'zh-CN': '规格值与商品的规格不一致',
    en: 'The option values do not match the options of the product',
  },
  'catalog.move_illegal': {
    status: 409,
    'zh-CN': '当前状态 {from} 不能这样操作，可以：{allowed}',
    en: 'Not possible from {from}; possible: {allowed}',
  },
  'catalog.not_ready': {
    status: 422,
    'zh-CN': '商品还不能上架：缺少 {missing}',
    en: 'The product cannot be published yet: {missing} missing',
  },
  'catalog.category_cycle': {
    status: 422,
    'zh-CN': '分类不能放到自己的下级',
    en: 'A category cannot be below itself',
  },
  'catalog.version_stale': {
    status: 409,
    'zh-CN': '商品已被他人修改，请刷新后再改',
    en: 'Somebody else has changed the product; reload it and edit again',
  },
  'catalog.picture_invalid': {
    status: 422,
    'zh-CN': '这不是可用的图片（JPEG、PNG、WebP，边长不超过 8000 像素）',
    en: 'This is not a usable picture (JPEG, PNG or WebP, at most 8000 pixels a side)',
  },
  'catalog.file_empty': { status: 422, 'zh-CN': '文件是空的', en: 'The file is empty' },
  'catalog.file_invalid': {
    status: 422,
    'zh-CN': '文件内容与声明的类型不符（可用：MP4、WebM、PDF、GLB）',
    en: 'The file is not what its type says (MP4, WebM, PDF and GLB can be kept)',
  },
  'catalog.document_active': {
    status: 422,
    'zh-CN': '文档含有脚本、附件、密码或无法检查的内容，请导出为普通 PDF 再上传',
    en: 'The document holds scripts, attachments, a password or parts that cannot be checked; export it as a plain PDF',
  },
  'catalog.model_invalid': {
    status: 422,
    'zh-CN':
      '这不是可用的 3D 模型：需要 glTF 2.0 二进制文件（GLB），贴图和数据都在文件内，且未用 Draco、Meshopt、Basis 压缩',
    en: 'This 3D model cannot be used: it must be binary glTF 2.0 (GLB) with all textures and data inside, not packed with Draco, Meshopt or Basis',
  },
  'catalog.address_refused': {
    status: 403,
    'zh-CN': '链接无效或已过期',
    en: 'This address is not valid or has expired',
  },
  'inventory.correction_over_limit': {
    status: 403,
    'zh-CN': '一次更正 {asked} 件，超过您的上限 {most}；可以找：{who}',
    en: 'A correction of {asked} is beyond your limit of {most}; ask: {who}',
  },
  'inventory.decided_above': {
    status: 403,
    'zh-CN': '这家门店的库存更正和报损由{who}决定，收货可以照常登记',
    en: 'Corrections and write-offs in this store are decided by {who}; deliveries can be entered as ever',
  },
  'inventory.not_enough_stock': { status: 409, 'zh-CN': '库存不足', en: 'There is not enough stock' },
  'inventory.below_zero': {
    status: 409,
    'zh-CN': '调整后库存会小于零或小于已预留数量',
    en: 'Stock would fall below zero or below what is reserved',
  },
} as const satisfies Record<string, ErrorEntry>
