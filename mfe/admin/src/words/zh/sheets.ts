export default {
  sheets: {
    title: '导入 / 导出',
    bring: '导入表格…',
    xlsx: '导出为 Excel（XLSX）',
    csv: '导出为 CSV',
    busy: '正在导出…',
    edits: '批量修改记录',
    editPicked: '批量修改 {count} 个',
    editAll: '修改全部符合筛选的…',
    picked: '所选 {count} 个商品',
    matching: '全部符合当前筛选的商品',
    name: { products: '商品', prices: '门店价', stores: '门店', stock: '库存盘点' },
  },
}
