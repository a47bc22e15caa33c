import type { ErrorEntry } from './people.errors.js'

/** What uploads of sheets may refuse with, and why an import ended. */
export const sheetsErrors = {
  'sheets.not_a_sheet': {
    status: 422,
    'zh-CN': '无法读取这个文件：请上传 CSV 或 XLSX 表格',
    en: 'This file cannot be read; upload a CSV or XLSX sheet',
  },
  'sheets.old_format': {
    status: 422,
    'zh-CN': '这是旧版 Excel 文件（.xls），请另存为 .xlsx 或 CSV 后再上传',
    en: 'This is an old Excel file (.xls); save it as .xlsx or CSV and upload that',
  },
  'sheets.packed_too_tight': {
    status: 422,
    'zh-CN': '这个 XLSX 解压后过大，未读取',
    en: 'This XLSX unpacks to more than is allowed and was not read',
  },
  'sheets.encoding_unknown': {
    status: 422,
    'zh-CN': '文件编码无法识别：请保存为 UTF-8 或 GBK',
    en: 'The encoding of the file is not known; save it as UTF-8 or GBK',
  },
  'sheets.quote_open': {
    status: 422,
    'zh-CN': '第 {row} 行起有一个引号没有配对',
    en: 'A quote that begins in row {row} is never closed',
  },
  'sheets.columns_missing': {
    status: 422,
    'zh-CN': '表头缺少必需的列：{columns}',
    en: 'The first row lacks columns that are needed: {columns}',
  },
  'sheets.column_twice': {
    status: 422,
    'zh-CN': '表头中“{column}”出现了两次',
    en: 'The column {column} is there twice',
  },
  'sheets.too_many_rows': {
    status: 422,
    'zh-CN': '表格超过 {most} 行，请拆分后上传',
    en: 'The sheet has more than {most} rows; split it',
  },
  'sheets.no_rows': { status: 422, 'zh-CN': '表格中没有数据行', en: 'The sheet has no rows' },
  'sheets.too_many_faults': {
    status: 422,
    'zh-CN': '错误超过 {most} 处，已停止检查；请先修改前面的错误再上传',
    en: 'More than {most} faults: the check has stopped; mend these first and upload again',
  },
  'sheets.state_wrong': {
    status: 409,
    'zh-CN': '这次导入现在不能这样操作',
    en: 'This cannot be done with the import as it is now',
  },
  'sheets.rights_gone': {
    status: 403,
    'zh-CN': '导入人已停用或没有权限了，导入已停止',
    en: 'Who began the import may not do this any more; it has stopped',
  },
  'sheets.broken': {
    status: 500,
    'zh-CN': '导入意外中断，已完成的部分有效；请重新上传',
    en: 'The import broke off; what was done holds. Upload the sheet again',
  },
  'sheets.busy': {
    status: 409,
    'zh-CN': '已有 {most} 个导入在进行，请等它们结束',
    en: '{most} imports are under way; wait for them to end',
  },
  'sheets.edit_forgotten': {
    status: 409,
    'zh-CN': '逐个商品的记录只保留 30 天，已清除：不能再执行或撤销',
    en: 'What became of each product was kept for 30 days and is gone: this can be neither made nor undone',
  },
  'sheets.forgotten': {
    status: 409,
    'zh-CN': '这次导入的行已过保存期，无法下载',
    en: 'The rows of this import have been forgotten',
  },
  'sheets.edited_since': {
    status: 409,
    'zh-CN': '之后又被修改过，保持现状',
    en: 'Was changed since and stays as it is',
  },
  'sheets.price_too_low': {
    status: 422,
    'zh-CN': '价格会低于最小单位',
    en: 'The price would fall below the smallest unit',
  },
  'sheets.too_many_products': {
    status: 422,
    'zh-CN': '超过 {most} 个商品，请缩小范围',
    en: 'More than {most} products; narrow it down',
  },
  'sheets.edits_busy': {
    status: 409,
    'zh-CN': '已有 {most} 个批量修改在进行，请等它们结束',
    en: '{most} changes are under way; wait for them to end',
  },
} as const satisfies Record<string, ErrorEntry>
