import type { Request } from 'express'
import { queryOf } from '../http.js'
import { WORDS, type Lang, type Word } from './words.js'

/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Hole = string | number | Markup | Markup[] | undefined | false

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function filled(hole: Hole): string {
  if (hole === undefined || hole === false) return ''
  if (hole instanceof Markup) return hole.text
  if (Array.isArray(hole)) return hole.map((part) => part.text).join('')
  return String(hole).replace(/[&<>"']/g, (c) => ENTITIES[c] as string)
}

/** A template whose holes are escaped unless they are markup. */
export function html(parts: TemplateStringsArray, ...holes: Hole[]): Markup {
  return new Markup(parts.map((part, i) => part + (i < holes.length ? filled(holes[i]) : '')).join(''))
}

/** The reader's language: `?lang=`, else what the browser prefers, else Chinese. */
export function langOf(req: Request): Lang {
  const asked = queryOf(req).get('lang') ?? req.get('accept-language') ?? ''
  return /^en/i.test(asked) ? 'en' : 'zh-CN'
}

export function say(lang: Lang, word: Word): string {
  return WORDS[word][lang === 'en' ? 'en' : 'zh']
}

/** The other language's address of the same page. */
function otherLang(req: Request, lang: Lang): string {
  const url = new URL(req.originalUrl, 'http://x')
  url.searchParams.set('lang', lang === 'en' ? 'zh-CN' : 'en')
  return url.pathname + url.search
}

/** A whole page; `bare` leaves the site's own navigation away, as on the shopper's cashier. */
export function page(req: Request, title: string, content: Markup, bare = false): string {
  const lang = langOf(req)
  const nav = bare
    ? html``
    : html`<nav aria-label="${say(lang, 'pages')}">
        <a href="/?lang=${lang}">${say(lang, 'sandbox')}</a>
        <a href="/sms?lang=${lang}">${say(lang, 'sms')}</a>
        <a href="/messages?lang=${lang}">${say(lang, 'messages')}</a>
        <a href="/hooks?lang=${lang}">${say(lang, 'hooks')}</a>
      </nav>`
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/sandbox.css" />
        <script src="/assets/sandbox.js" defer></script>
      </head>
      <body class="${bare ? 'bare' : 'site'}">
        <header>
          ${nav}
          <a class="lang" href="${otherLang(req, lang)}" hreflang="${lang === 'en' ? 'zh-CN' : 'en'}"
            >${lang === 'en' ? '中文' : 'English'}</a
          >
        </header>
        <main>${content}</main>
      </body>
    </html>`.text
}

/** A button that sends JSON and then shows the page anew. */
export function moveButton(label: string, method: string, path: string, body: unknown, kind = ''): Markup {
  return html`<button
    type="button"
    class="${kind}"
    data-method="${method}"
    data-path="${path}"
    data-body="${JSON.stringify(body)}"
  >
    ${label}
  </button>`
}

/** Fen as yuan with two decimals. */
export const yuan = (fen: number) => (fen / 100).toFixed(2)

/** A moment in Beijing time, to the second. */
export function moment(iso: string): Markup {
  const beijing = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString()
  return html`<time datetime="${iso}">${beijing.slice(0, 10)} ${beijing.slice(11, 19)}</time>`
}
