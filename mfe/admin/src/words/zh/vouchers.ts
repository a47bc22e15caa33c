/** Words of what a voucher is good for. */
export default {
  vouchers: {
    title: '电子券',
    hint: '付款后立即发券码。到任一销售此商品的门店，由店员核销。',
    uses: '每张可用次数',
    days: '付款后有效天数',
    daysHint: '不填表示不按天数限制',
    until: '最晚有效日',
    untilHint: '与天数同时填写时，以较早的为准',
    refundable: '未使用时顾客可以自己退',
    howToZh: '使用说明（中文）',
    howToEn: '使用说明（英文）',
    set: '设置次数和有效期',
    toAll: '用到所有规格',
  },
}
