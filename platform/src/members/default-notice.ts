import type { PrivacyNotice } from '@storeweave/contract'

/**
 * The notice of a brand that has not written its own: what this software does with shoppers' data, and nothing more.
 * `{zh}` and `{en}` stand for the brand's name. The brand adds who it is and how it is reached.
 */
const ZH = `{zh}（以下称“我们”）按照《中华人民共和国个人信息保护法》处理您的个人信息。这里说明我们收集什么、用来做什么、保存多久，以及您有哪些权利。

一、我们收集什么，用来做什么
1. 账号和订单：您的手机号或微信标识、您填写的称呼；下单时的取货人、联系电话和备注；您的购物车、订单和支付结果。用来让您登录、为您备货和交付、就订单联系您、退款和售后。不提供这些信息，我们无法为您开设账号，但您仍可浏览商品。
2. 位置：只在您同意后使用，用来找出离您最近的门店并计算距离。位置只用于当次回答，不保存。不同意也可以自己选择门店。
3. 登录设备：登录时间和设备名称，用来保护账号安全。

二、我们怎样保存和保护
您的信息保存在中国境内的服务器。账号信息保存到您注销账号为止；订单是会计凭证，依法保存，注销后去掉其中的姓名、电话和备注。店员看到的姓名和电话默认打码，查看完整号码要写明理由并留下记录。我们不收集银行卡号，支付由微信支付完成。

三、我们向谁提供
完成支付时，向微信支付提供订单号和金额；发送验证码时，向短信服务商提供您的手机号。除此之外，不向他人提供您的个人信息。

四、您的权利
在“我的 - 隐私与数据”里，您可以查看和撤回同意、导出您的全部数据、注销账号。注销立即生效，不能恢复。您也可以联系门店，请我们为您办理。

五、本政策的更新
内容有变化时，我们会发布新版本，并在您下次使用时再次征得您的同意。`

const EN = `{en} ("we") handles your personal information under the Personal Information Protection Law of China. This notice says what we collect, what for, how long we keep it, and what your rights are.

1. What we collect, and what for
Account and orders: your phone number or WeChat identifier and the name you enter; the name, phone number and note you give with an order; your cart, orders and payment results. They let you sign in, let us prepare and hand over your goods, call you about an order, refund and help you afterwards. Without them there can be no account; you can still browse.
Location: only once you agree, to find the store nearest to you and how far it is. Your position is used for that one answer and not stored. If you say no you choose a store yourself.
Devices: when and on which device you signed in, to keep your account safe.

2. How we keep and protect it
Your data is kept on servers in mainland China. Account data is kept until you delete your account. Orders are accounting records that the law makes us keep; once you delete your account, names, phone numbers and notes are taken out of them. Staff see names and numbers masked; to see a whole one they must say why, and that is recorded. We never receive card numbers: payments go through WeChat Pay.

3. Whom we give it to
To take a payment, WeChat Pay gets the order's number and amount; to send a code, the text message provider gets your phone number. Nobody else gets your personal information.

4. Your rights
Under "Me - Privacy and data" you can see and withdraw consent, export everything we have about you, and delete your account. Deletion takes effect at once and cannot be undone. You may also ask any store to have it done for you.

5. Changes
When this notice changes we publish a new version and ask for your agreement again the next time you use the shop.`

/** Version 1 of every brand's notice, with its name filled in. */
export function defaultNotice(brand: { zh: string; en: string }): PrivacyNotice {
  return {
    version: 1,
    publishedAt: null,
    text: { zh: ZH.replaceAll('{zh}', brand.zh), en: EN.replaceAll('{en}', brand.en || brand.zh) },
    purposes: {
      service: {
        zh: '账号和订单：用手机号或微信登录，为您备货、交付，就订单联系您',
        en: 'Account and orders: to sign you in, prepare and hand over your goods, and contact you about an order',
      },
      location: {
        zh: '位置：找出离您最近的门店。位置只用于这一次回答，不保存',
        en: 'Location: to find the store nearest to you. Your position is used for that one answer and not stored',
      },
    },
  }
}
