export default {
  security: {
    hint: '员工登录时要做到什么。',
    factor: '两步验证',
    factorHint:
      '勾选的角色必须用手机验证器登录。保存后，还没有开启的人在开启之前什么也做不了，所以请先让大家开启，再勾选。',
    enrolled: '{holders} 人中 {enrolled} 人已开启',
    left: '查看未开启的 {count} 人',
    nobody: '还没有人持有',
    own: '您自己也持有其中的角色。如果您还没有开启，保存后要先开启才能继续。',
    passwords: '密码',
    passwordsHint:
      '泄露过的常见密码始终不能用。专家建议：要求长一些，比要求复杂、定期更换更安全；有合规要求时再打开下面几项。',
    lengthMin: '至少多少位',
    daysMax: '多久更换一次',
    daysMaxHint: '到期的人登录后只能先改密码。',
    never: '不要求更换',
    days: '{count} 天',
    mixed: '要包含大写字母、小写字母、数字、符号中的至少三种',
    ownChoice: '由别人设置的密码，本人第一次登录时必须自己改掉',
    toAccount: '到我的账号开启',
    sureTitle: '现在就要求两步验证？',
    sure: '有 {count} 人次还没有开启。保存后，他们登录只能先开启两步验证，不能做别的。',
  },
}
