import type { Request } from 'express'
import { queryOf } from '../http.js'
import { ageOut } from '../pay/orders.js'
import type { PayOrder, World } from '../world.js'
import { html, langOf, page, say, yuan, type Markup } from './html.js'
import type { Lang } from './words.js'

/** Where the shopper goes afterwards; only web addresses count. */
function wayBack(req: Request): string | undefined {
  const given = queryOf(req).get('redirect_url') ?? ''
  return URL.canParse(given) && /^https?:$/.test(new URL(given).protocol) ? given : undefined
}

function bill(order: PayOrder): Markup {
  const [whole, cents] = yuan(order.total).split('.')
  return html`<p class="goods">${order.description}</p>
    <p class="total"><span>¥</span>${whole}<small>.${cents}</small></p>
    <p class="muted"><code>${order.outTradeNo}</code></p>`
}

const backLink = (lang: Lang, back: string | undefined) =>
  back ? html`<a class="button" id="back" href="${back}">${say(lang, 'back')}</a>` : undefined

function body(world: World, lang: Lang, order: PayOrder | undefined, back: string | undefined): Markup {
  if (!order) {
    return html`<p class="result">${say(lang, 'unknown')}</p>
      <p>${say(lang, 'unknownWhy')}</p>
      ${backLink(lang, back)}`
  }
  if (order.paidAt) {
    return html`${bill(order)}
      <p class="result good" role="status">${say(lang, 'paid')}</p>
      ${backLink(lang, back)}`
  }
  if (ageOut(world, order) || order.state === 'CLOSED' || order.state === 'REVOKED') {
    return html`${bill(order)}
      <p class="result">${say(lang, 'closed')}</p>
      ${backLink(lang, back)}`
  }
  return html`${bill(order)}
    <div class="cashier" data-prepay="${order.prepayId}" data-back="${back ?? ''}">
      <button type="button" id="pay" class="primary" data-outcome="ok">${say(lang, 'payNow')}</button>
      <button type="button" id="cancel" data-outcome="cancel">${say(lang, 'cancel')}</button>
      <p class="error" role="alert" data-words="${say(lang, 'failed')}" hidden></p>
    </div>
    <p class="muted">${say(lang, 'noMoney')}</p>`
}

/** The shopper's cashier, phone wide: pay or cancel, then back to `redirect_url`. */
export function cashierPage(world: World, req: Request, order: PayOrder | undefined): string {
  const lang = langOf(req)
  const content = html`<section class="card">
    <h1>${say(lang, 'cashier')}</h1>
    ${body(world, lang, order, wayBack(req))}
  </section>`
  return page(req, say(lang, 'cashier'), content, true)
}
