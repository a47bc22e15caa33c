/** A code's HTTP status and its words. `{name}` stands for an argument of the fault. */
export interface ErrorEntry {
  status: number
  'zh-CN': string
  en: string
}

/** What sign-in, rights and people may refuse with. */
export const peopleErrors = {
  'access.not_signed_in': { status: 401, 'zh-CN': '请先登录', en: 'Please sign in' },
  'access.token_invalid': {
    status: 401,
    'zh-CN': '登录已失效，请重新登录',
    en: 'Your sign-in is no longer valid; please sign in again',
  },
  'access.denied': { status: 403, 'zh-CN': '您没有这项权限', en: 'You are not allowed to do this' },
  'access.field_denied': {
    status: 403,
    'zh-CN': '您不能修改：{fields}',
    en: 'You may not change: {fields}',
  },
  'access.not_found': { status: 404, 'zh-CN': '没有找到', en: 'Not found' },
  'access.wrong_password': {
    status: 401,
    'zh-CN': '账号或密码不对',
    en: 'The name or the password is wrong',
  },
  'account.wrong_proof': {
    status: 422,
    'zh-CN': '密码或验证码不对',
    en: 'The password or the code is wrong',
  },
  'access.proof_needed': {
    status: 403,
    'zh-CN': '请再次确认是您本人',
    en: 'Please confirm once more that it is you',
  },
  'access.wrong_code': {
    status: 401,
    'zh-CN': '验证码不对，或已经用过',
    en: 'The code is wrong or was used before',
  },
  'account.factor_exists': {
    status: 409,
    'zh-CN': '两步验证已经开启，请先关闭',
    en: 'A second factor is set up already; remove it first',
  },
  'account.no_factor': {
    status: 409,
    'zh-CN': '还没有开启两步验证',
    en: 'No second factor is set up',
  },
  'people.password_common': {
    status: 422,
    'zh-CN': '这个密码太常见，很容易被猜到，请换一个',
    en: 'This password is among the most used ones and easy to guess; choose another',
  },
  'people.password_has_login': {
    status: 422,
    'zh-CN': '密码里不能含有登录名',
    en: 'The password must not contain the sign-in name',
  },
  'people.password_short': {
    status: 422,
    'zh-CN': '密码至少要有 {least} 位',
    en: 'The password needs at least {least} characters',
  },
  'people.password_plain': {
    status: 422,
    'zh-CN': '密码要包含大写字母、小写字母、数字、符号中的至少三种',
    en: 'The password needs three of these: capital letters, small letters, digits, signs',
  },
  'people.password_same': {
    status: 422,
    'zh-CN': '新密码不能和现在的一样',
    en: 'The new password must differ from the present one',
  },
  'people.role_name_taken': {
    status: 409,
    'zh-CN': '角色名称 {name} 已被使用',
    en: 'The role name {name} is in use',
  },
  'people.role_changed': {
    status: 409,
    'zh-CN': '这个角色刚被别人改过，请重新打开再改',
    en: 'Somebody else has just changed this role; open it again',
  },
  'people.role_in_use': {
    status: 409,
    'zh-CN': '还有 {count} 人持有这个角色，请先收回',
    en: '{count} people still hold this role; take it away from them first',
  },
  'people.role_invalid': {
    status: 422,
    'zh-CN': '这些权限不能用于所选的范围：{permissions}',
    en: 'These permissions cannot be held in the chosen places: {permissions}',
  },
  'people.outranked': {
    status: 403,
    'zh-CN': '对方的权限超过您，您不能改动',
    en: 'They may do more than you, so you may not change them',
  },
  'people.last_owner': {
    status: 409,
    'zh-CN': '品牌至少要有一位能登录的店东',
    en: 'The brand needs at least one owner who can sign in',
  },
  'people.login_taken': {
    status: 409,
    'zh-CN': '账号 {login} 已被使用',
    en: 'The sign-in name {login} is in use',
  },
  'people.scope_invalid': {
    status: 422,
    'zh-CN': '该角色不能用于这个范围',
    en: 'This role cannot be granted for that scope',
  },
  'access.key_invalid': {
    status: 401,
    'zh-CN': 'API 密钥无效',
    en: 'This API key is not valid',
  },
  'access.key_expired': {
    status: 401,
    'zh-CN': 'API 密钥已过期',
    en: 'This API key has expired',
  },
  'access.key_revoked': {
    status: 401,
    'zh-CN': 'API 密钥已被停用',
    en: 'This API key was revoked',
  },
  'keys.made_already': {
    status: 409,
    'zh-CN': '这个密钥已经生成过，只显示一次；如果没有记下，请停用它再新建',
    en: 'This key was made before and is shown once; if it was not kept, revoke it and make another',
  },
  'keys.too_many': {
    status: 409,
    'zh-CN': '有效的密钥已达 {most} 个，请先停用不再使用的',
    en: 'There are {most} keys in force already; revoke those no longer used first',
  },
  'keys.not_for_place': {
    status: 422,
    'zh-CN': '这些权限不能用于所选的范围：{permissions}',
    en: 'These permissions cannot be held in the chosen place: {permissions}',
  },
  'support.stands_already': {
    status: 409,
    'zh-CN': '已有一项生效中的支持授权，请先结束它',
    en: 'A support grant stands already; end it first',
  },
  'people.beyond_own': {
    status: 403,
    'zh-CN': '不能授予自己没有的权限',
    en: 'You cannot grant what you do not hold',
  },
} as const satisfies Record<string, ErrorEntry>
