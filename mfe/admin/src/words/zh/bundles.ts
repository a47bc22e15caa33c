export default {
  bundles: {
    title: '组合内容',
    hint: '每卖出一份，扣减各组成商品的库存；组合自己没有库存，能卖多少由最缺的一件决定。',
    add: '按名称、编码或条码添加，可扫码',
    noMatch: '没有找到商品',
    remove: '移除 {name}',
    quantity: '{name} 的数量',
    singly: '单买合计',
    price: '组合价',
    saves: '节省',
    dearer: '比单买贵',
    stopped: '有组成商品不在售，这个组合暂时不能卖。恢复该商品，或换成别的。',
    problem: {
      weighed: '称重商品不能组合',
      bundle: '组合不能再组合',
      kind: '此类商品不能组合',
      supplied: '供应商商品不能组合',
      retired: '已下架',
      not_published: '未上架',
      sku_inactive: '规格已停用',
    },
  },
}
