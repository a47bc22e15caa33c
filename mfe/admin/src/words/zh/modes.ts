export default {
  modes: {
    hint: '品牌用到哪些功能。停用的处处不再显示，数据一条不删。',
    modes: '经营模式',
    modesHint: '选一种模式，下面的开关就跟着设好；也可以自己组合。',
    own: '当前是自己的组合。',
    features: '用到的部分',
    featuresHint: '还有没办完的事时不能停用，先把它们办完。',
    open: '未办完：{open}',
    and: '、',
    offSince: '停用于',
    of: {
      single: { name: '单店', about: '一家门店，收银和到店自提。' },
      chain: { name: '连锁', about: '多家门店，总部统一管理。' },
      o2o: { name: 'O2O 连锁', about: '连锁门店，加上快递配送。' },
      multi_merchant: { name: '多商户', about: '自营加招商，商户自己发货，和品牌结算。' },
      s2b2c: { name: 'S2B2C', about: '供应商供货，门店在价格范围内销售。' },
      b2b: { name: 'B2B 订货', about: '门店向总部仓库订货。' },
      full: { name: '全部', about: '产品的所有部分都启用。' },
    },
    feature: {
      stores: { name: '多门店', about: '多家门店和区域、分配商品、门店决定权。' },
      suppliers: { name: '供应商', about: '供应商入驻、商品、工作台和结算。' },
      purchasing: { name: '门店订货', about: '订货商城、订货单、收货和往来账。' },
      express: { name: '快递配送', about: '从仓库寄给顾客，运费和包裹。' },
      till: { name: '收银台', about: '门店里的收银。停用前离线收的款仍会入账。' },
    },
  },
}
