import type { Locale } from './errors.js'

/** Why a row or a cell of a sheet is not taken, in words for people; `{name}` is filled in from the fault. */
export const sheetFaults = {
  required: { 'zh-CN': '必填', en: 'is needed' },
  too_long: { 'zh-CN': '最多 {most} 个字', en: 'at most {most} characters' },
  not_text: { 'zh-CN': '含有不可见的控制字符', en: 'holds control characters' },
  code_invalid: {
    'zh-CN': '编码只能用字母、数字、点、横线和下划线，最多 40 位，并以字母或数字开头',
    en: 'a code has letters, digits, dots, dashes and underscores, 40 at most, and begins with a letter or digit',
  },
  code_twice: { 'zh-CN': '与第 {row} 行的规格编码重复', en: 'the same SKU code is in row {row}' },
  whole_number: {
    'zh-CN': '须为 {least} 到 {most} 的整数',
    en: 'must be a whole number from {least} to {most}',
  },
  price_invalid: {
    'zh-CN': '不是有效的价格，例如 12.50，最多 {digits} 位小数',
    en: 'is no price; write it as 12.50 with at most {digits} decimals',
  },
  word_unknown: { 'zh-CN': '只能填：{allowed}', en: 'must be one of: {allowed}' },
  decimal_invalid: {
    'zh-CN': '须为数字，例如 98.5，最多 4 位小数',
    en: 'is no number; write it as 98.5 with at most 4 decimals',
  },
  choice_unknown: {
    'zh-CN': '没有这个选项“{said}”；可填：{allowed}',
    en: 'there is no choice "{said}"; there are: {allowed}',
  },
  choice_single: { 'zh-CN': '只能填一个选项', en: 'takes one choice alone' },
  too_many_described: {
    'zh-CN': '一个商品最多 {most} 个属性值',
    en: 'a product has at most {most} values of attributes',
  },
  category_unknown: {
    'zh-CN': '没有这个分类；请写完整路径，例如 水果 > 苹果',
    en: 'there is no such category; write its whole path, e.g. Fruit > Apples',
  },
  category_twice: {
    'zh-CN': '有多个分类叫这个名字，请填分类 ID',
    en: 'several categories have this name; write its id',
  },
  supplier_unknown: { 'zh-CN': '没有这个供应商编码', en: 'there is no supplier with this code' },
  barcode_invalid: {
    'zh-CN': '{barcode} 不是有效的条码（校验位不对）',
    en: '{barcode} is no valid barcode (check digit)',
  },
  number_mangled: {
    'zh-CN': '数字被表格软件改写了（{shown}）：请把该列设为文本格式后重新填写',
    en: 'the spreadsheet has shortened this number ({shown}); format the column as text and enter it again',
  },
  barcode_taken: { 'zh-CN': '条码 {barcode} 已属于规格 {sku}', en: 'barcode {barcode} belongs to SKU {sku}' },
  barcode_twice: {
    'zh-CN': '条码 {barcode} 与第 {row} 行重复',
    en: 'barcode {barcode} is also in row {row}',
  },
  too_many_barcodes: { 'zh-CN': '一个规格最多 {most} 个条码', en: 'a SKU has at most {most} barcodes' },
  products_mixed: {
    'zh-CN': '规格 {sku} 属于另一个商品，不能与第 {row} 行放在同一商品下',
    en: 'SKU {sku} belongs to another product than row {row}',
  },
  product_apart: {
    'zh-CN': '这个商品在第 {row} 行已用另一个商品编号出现',
    en: 'this product is in row {row} under another product code',
  },
  fields_differ: {
    'zh-CN': '与第 {row} 行不一致，同一商品须相同',
    en: 'differs from row {row}; a product has one of these',
  },
  options_misfit: {
    'zh-CN': '规格值缺少，或与同一商品的另一行相同',
    en: 'an option has no value, or another row of the product has the same values',
  },
  too_many_values: { 'zh-CN': '一个规格项最多 {most} 个值', en: 'an option has at most {most} values' },
  too_many_skus: { 'zh-CN': '一个商品最多 {most} 个规格', en: 'a product has at most {most} SKUs' },
  bounds_invalid: { 'zh-CN': '最低价高于最高价', en: 'the lowest price is above the highest' },
  outside_bounds: { 'zh-CN': '价格不在最低价和最高价之间', en: 'the price lies outside its bounds' },
  cut_over_limit: { 'zh-CN': '降价超过您的额度 {most}', en: 'the cut is more than your limit of {most}' },
  breaks_store_prices: {
    'zh-CN': '有 {count} 个门店价会超出价格范围',
    en: '{count} store prices would lie outside the bounds',
  },
  not_allowed: { 'zh-CN': '您没有权限做这项修改', en: 'you may not change this' },
  listing_stopped: {
    'zh-CN': '这家供应商已停用或证照已过期，在售商品不能改由它供应',
    en: 'goods on sale cannot go to this supplier: it is suspended, or a licence has ended',
  },
  not_ready: {
    'zh-CN': '已上架的商品不能缺少图片、可售规格或价格',
    en: 'a published product needs a picture, an active SKU and a price',
  },
  formula: { 'zh-CN': '单元格是公式，请粘贴为数值', en: 'the cell is a formula; paste its value' },
  cell_error: { 'zh-CN': '单元格是错误值（{shown}）', en: 'the cell is an error ({shown})' },
  held_back: {
    'zh-CN': '同一商品的第 {row} 行有错误，整个商品未导入',
    en: 'row {row} of the same product is faulty',
  },
  row_twice: { 'zh-CN': '与第 {row} 行重复', en: 'is also in row {row}' },
  store_unknown: { 'zh-CN': '没有这个门店编码', en: 'there is no store with this code' },
  sku_unknown: { 'zh-CN': '没有这个规格编码', en: 'there is no SKU with this code' },
  region_unknown: { 'zh-CN': '没有这个区域编码', en: 'there is no region with this code' },
  code_taken: { 'zh-CN': '编码已被占用', en: 'the code is taken' },
  decided_above: { 'zh-CN': '这项由{who}决定', en: 'this is decided by {who}' },
  correction_over_limit: {
    'zh-CN': '差异超过您的更正额度 {most}',
    en: 'the correction is more than your limit of {most}',
  },
  below_reserved: {
    'zh-CN': '有 {reserved} 已被订单占用，不能少于此数',
    en: '{reserved} are held for orders; it cannot be less',
  },
  no_stock_here: { 'zh-CN': '自提点没有库存', en: 'a pickup point holds no stock' },
  bundle_no_stock: {
    'zh-CN': '组合商品没有自己的库存',
    en: 'a bundle has no stock of its own',
  },
  bundle_supplied: {
    'zh-CN': '组合商品不能属于供应商',
    en: 'a bundle cannot belong to a supplier',
  },
  bundle_fixed: {
    'zh-CN': '商品是否为组合商品在新建时确定，之后不能改',
    en: 'whether a product is a bundle is decided when it is added and stays so',
  },
  parts_invalid: {
    'zh-CN': '写成：规格编码*件数，用 ; 分隔，例如 A1*2; B2*1（每种 1 到 999 件）',
    en: 'write SKU codes with pieces, parted by ; as in A1*2; B2*1 (1 to 999 of each)',
  },
  parts_unwanted: { 'zh-CN': '只有组合商品才有组合内容', en: 'only a bundle has parts' },
  part_unknown: { 'zh-CN': '没有这个规格编码：{code}', en: 'there is no SKU with the code {code}' },
  part_unfitting: {
    'zh-CN': '{code} 不能放进组合：只能放自营的实物规格（不含称重、组合和供应商商品）',
    en: '{code} cannot be part of a bundle: only own physical goods can (not weighed ones, bundles, or a supplier’s)',
  },
  part_twice: { 'zh-CN': '{code} 在组合中出现了两次', en: '{code} is in the bundle twice' },
  too_many_parts: {
    'zh-CN': '一个组合最多 {most} 种商品',
    en: 'a bundle has at most {most} different parts',
  },
  parts_off_sale: {
    'zh-CN': '已上架的组合不能加入没有在售的规格：{codes}',
    en: 'a bundle on sale cannot take parts that are not: {codes}',
  },
  voucher_fixed: {
    'zh-CN': '商品是否为电子券在新建时确定，之后不能改',
    en: 'whether a product is a voucher is decided when it is added and stays so',
  },
  count_or_change: {
    'zh-CN': '“盘点数量”和“增减数量”须填且只填一个',
    en: 'give either what was counted or by how much it changes',
  },
  document_needed: {
    'zh-CN': '填增减数量时必填：同一单据号只记一次',
    en: 'is needed with a change: it is booked once for each document',
  },
  document_taken: {
    'zh-CN': '这个单据号已以其他数量入账',
    en: 'this document was booked with another quantity',
  },
  reason_misfit: {
    'zh-CN': '盘点数量的原因只能是“盘点”',
    en: 'what was counted can only be a correction',
  },
  not_zero: { 'zh-CN': '不能为 0', en: 'cannot be 0' },
  phone_invalid: { 'zh-CN': '不是有效的电话号码', en: 'is no phone number' },
  degrees_invalid: { 'zh-CN': '须为 -{most} 到 {most} 的度数', en: 'must be degrees from -{most} to {most}' },
  hours_invalid: {
    'zh-CN': '请写成：周一至周五 09:00-21:00; 周六、周日 10:00-22:00',
    en: 'write it as Mon-Fri 09:00-21:00; Sat, Sun 10:00-22:00',
  },
  store_not_ready: { 'zh-CN': '尚不能开业，还缺：{missing}', en: 'cannot open yet; it lacks {missing}' },
  store_opens_later: {
    'zh-CN': '新门店从筹备中开始，备齐后再开业',
    en: 'a new store begins in preparation and opens once it has what it needs',
  },
  attributes_missing: {
    'zh-CN': '已上架的商品在这个分类下还缺：{names}',
    en: 'a published product lacks in this category: {names}',
  },
  bounds_kind_needed: {
    'zh-CN': '填了最低或最高，须写明是区间还是比例',
    en: 'is needed with a lowest or highest: range or ratio',
  },
  bounds_end_needed: {
    'zh-CN': '区间或比例至少填最低或最高中的一个',
    en: 'a range or ratio has at least one end, lowest or highest',
  },
  bounds_unwanted: {
    'zh-CN': '不限价格时不能填最低或最高',
    en: 'without bounds there is no lowest or highest',
  },
  ratio_invalid: {
    'zh-CN': '须为供货价的倍数，大于 0 且不超过 100，例如 1.2 或 120%',
    en: 'must be a ratio of the supply price above 0 and at most 100; write it as 1.2 or 120%',
  },
  picture_unknown: {
    'zh-CN': '没有名为“{name}”的图片，请先上传',
    en: 'there is no picture called "{name}"; upload it first',
  },
  too_many_pictures: { 'zh-CN': '一个商品最多 {most} 张图片', en: 'goods have at most {most} pictures' },
  needed_to_send: { 'zh-CN': '送审前必填', en: 'is needed before goods are sent in' },
  goods_of_variants: {
    'zh-CN': '这个货号有多个规格，请在页面上修改',
    en: 'goods of this code have several variants: change them in their form',
  },
  goods_sent: {
    'zh-CN': '已送审，不能修改；请先撤回',
    en: 'was sent in and cannot be changed; take it back first',
  },
  goods_taken: {
    'zh-CN': '已入库为在售商品，请在商品页申请修改',
    en: 'was taken into the catalogue; ask for changes on its page',
  },
  too_many_goods: {
    'zh-CN': '未入库的新品最多 {most} 个',
    en: 'at most {most} goods may be drafts or wait for HQ',
  },
  taken_meanwhile: {
    'zh-CN': '刚被他人修改，请重新导入这一行',
    en: 'was changed by somebody else meanwhile; import the row again',
  },
} as const satisfies Record<string, Record<Locale, string>>

export type SheetFaultCode = keyof typeof sheetFaults

/** The words of a fault in a language, arguments filled in. */
export const sheetFaultText = (
  code: SheetFaultCode,
  locale: Locale,
  args: Record<string, unknown> = {},
): string => sheetFaults[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
