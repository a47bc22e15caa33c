import type { Request } from 'express'
import { SWITCHES, type SwitchKind, type SwitchRule } from '../switches.js'
import type { Delivery, PayOrder, SmsMessage, SubscribeMessage, World } from '../world.js'
import { html, langOf, moment, moveButton, page, say, yuan, type Markup } from './html.js'
import type { Lang } from './words.js'

const ROWS_MAX = 50
const MESSAGES_ON_FRONT = 5

const scroll = (label: string, table: Markup) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`

function heads(lang: Lang, words: Parameters<typeof say>[1][]): Markup {
  return html`<thead>
    <tr>
      ${words.map((word) => html`<th scope="col">${say(lang, word)}</th>`)}
    </tr>
  </thead>`
}

/** The front page: what this is, switches, payments, callbacks and the newest messages. */
export function frontPage(world: World, req: Request): string {
  const lang = langOf(req)
  const orders = [...world.orders.values()].reverse().slice(0, ROWS_MAX)
  const deliveries = world.deliveries.slice(-ROWS_MAX).reverse()
  const content = html`<h1>${say(lang, 'title')}</h1>
    <p class="lead">${say(lang, 'intro')}</p>
    <p class="muted">${say(lang, 'clock')}: ${moment(world.now().toISOString())}</p>
    ${switchesPart(lang, world.switches.list())}
    <h2>${say(lang, 'payments')}</h2>
    ${orders.length ? ordersTable(lang, orders) : html`<p class="empty">${say(lang, 'noPayments')}</p>`}
    <div class="bar">
      <h2>${say(lang, 'callbacks')}</h2>
      ${moveButton(say(lang, 'deliverDue'), 'POST', '/sandbox/control/deliver-due', {})}
      ${moveButton(say(lang, 'release'), 'POST', '/sandbox/control/release', {})}
    </div>
    ${deliveries.length ? deliveriesTable(lang, deliveries) : html`<p class="empty">${say(lang, 'noCallbacks')}</p>`}
    <h2>${say(lang, 'sms')}</h2>
    ${smsList(lang, world.sms.slice(0, MESSAGES_ON_FRONT))}
    <p><a href="/sms?lang=${lang}">${say(lang, 'allSms')}</a></p>
    <h2>${say(lang, 'messages')}</h2>
    ${messageList(lang, world.messages.slice(0, MESSAGES_ON_FRONT))}
    <p><a href="/messages?lang=${lang}">${say(lang, 'allMessages')}</a></p>`
  return page(req, say(lang, 'title'), content)
}

function switchesPart(lang: Lang, rules: SwitchRule[]): Markup {
  const kinds = Object.keys(SWITCHES) as SwitchKind[]
  return html`<div class="bar">
      <h2>${say(lang, 'switches')}</h2>
      ${moveButton(say(lang, 'allOff'), 'DELETE', '/sandbox/control/switches', {})}
    </div>
    <p class="muted">${say(lang, 'switchesIntro')}</p>
    <ul class="switches">
      ${kinds.map((kind) =>
        switchRow(
          lang,
          kind,
          rules.filter((rule) => rule.kind === kind),
        ),
      )}
    </ul>`
}

function switchRow(lang: Lang, kind: SwitchKind, rules: SwitchRule[]): Markup {
  const words = SWITCHES[kind][lang === 'en' ? 'en' : 'zh']
  const path = '/sandbox/control/switches'
  const states = rules.map((rule) => {
    const left = rule.times === undefined ? '' : `${say(lang, 'onTimes')} ${rule.times - rule.struck}`
    const only = rule.outTradeNo ? ` · ${say(lang, 'onlyFor')} ${rule.outTradeNo}` : ''
    return html`<span class="tag on">${left || say(lang, 'onAlways')}${only}</span> `
  })
  return html`<li>
    <span class="name">${words} <code>${kind}</code></span>
    <span class="states">${states.length ? states : html`<span class="tag">${say(lang, 'off')}</span>`}</span>
    <span class="buttons">
      ${moveButton(say(lang, 'nextOnce'), 'POST', path, { kind, times: 1 })}
      ${
        rules.length
          ? moveButton(say(lang, 'turnOff'), 'DELETE', `${path}/${kind}`, {}, 'warn')
          : moveButton(say(lang, 'always'), 'POST', path, { kind })
      }
    </span>
  </li>`
}

function ordersTable(lang: Lang, orders: PayOrder[]): Markup {
  const payable = (order: PayOrder) => order.state === 'NOTPAY' || order.state === 'USERPAYING'
  return scroll(
    say(lang, 'payments'),
    html`<table>
      ${heads(lang, ['time', 'order', 'description', 'channel', 'amount', 'state', 'actions'])}
      <tbody>
        ${orders.map(
          (order) =>
            html`<tr>
              <td>${moment(order.createdAt)}</td>
              <td><code>${order.outTradeNo}</code></td>
              <td>${order.description}</td>
              <td>${order.tradeType}</td>
              <td class="number">¥${yuan(order.total)}</td>
              <td><span class="tag ${order.paidAt ? 'good' : ''}">${say(lang, order.state)}</span></td>
              <td>
                ${payable(order) && html`<a href="/pay/${order.prepayId}?lang=${lang}">${say(lang, 'open')}</a>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  )
}

function deliveriesTable(lang: Lang, deliveries: Delivery[]): Markup {
  return scroll(
    say(lang, 'callbacks'),
    html`<table>
      ${heads(lang, ['time', 'order', 'channel', 'state', 'answers', 'next'])}
      <tbody>
        ${deliveries.map(
          (delivery) =>
            html`<tr>
              <td>${moment(delivery.createdAt)}</td>
              <td><code>${delivery.outTradeNo}</code></td>
              <td>${say(lang, delivery.kind)}</td>
              <td>
                <span class="tag ${delivery.state === 'done' ? 'good' : ''}"
                  >${say(lang, delivery.state)}</span
                >
              </td>
              <td>
                ${delivery.attempts.map((a) => `${a.status}${a.forgery ? ` (${a.forgery})` : ''}`).join(', ')}
              </td>
              <td>${delivery.state === 'waiting' && moment(delivery.dueAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  )
}

/** Text messages as a list, newest first. */
export function smsList(lang: Lang, messages: SmsMessage[]): Markup {
  if (!messages.length) return html`<p class="empty">${say(lang, 'noSms')}</p>`
  return html`<ol class="messages">
    ${messages.map(
      (message) =>
        html`<li>
          <p class="head"><strong>${message.phone}</strong> ${moment(message.at)}</p>
          <p lang="zh-CN">${message.text}</p>
          ${message.params.code ? html`<p class="code">${message.params.code}</p>` : undefined}
        </li>`,
    )}
  </ol>`
}

/** Subscribe messages as a list, newest first. */
export function messageList(lang: Lang, messages: SubscribeMessage[]): Markup {
  if (!messages.length) return html`<p class="empty">${say(lang, 'noMessages')}</p>`
  return html`<ol class="messages">
    ${messages.map(
      (message) =>
        html`<li>
          <p class="head"><code>${message.openid}</code> ${moment(message.at)}</p>
          <p class="muted">
            ${say(lang, 'template')} <code>${message.templateId}</code> ${message.page ?? ''}
          </p>
          <dl>
            ${Object.entries(message.data).map(
              ([field, value]) =>
                html`<dt>${field}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
        </li>`,
    )}
  </ol>`
}
