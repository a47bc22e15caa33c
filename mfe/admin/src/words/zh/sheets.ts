export default {
  sheets: {
    title: '导入 / 导出',
    bring: '导入表格…',
    xlsx: '导出为 Excel（XLSX）',
    csv: '导出为 CSV',
    busy: '正在导出…',
    name: { products: '商品', prices: '门店价', stores: '门店', stock: '库存盘点' },
  },
}
