import type { Locale, StoryMark, StoryRun } from '@storeweave/contract'

/** What an address of the storefront says to those who run no scripts: search engines, previews of links. */
export interface PlainPage {
  status: 200 | 404
  locale: Locale
  title: string
  description: string
  /** Words some search engines still read; empty for none. */
  words?: string
  /** The one address of this page, absolute; none for a page that isn't there. */
  canonical?: string
  /** A picture for previews, absolute. */
  picture?: string
  /** The same facts as a schema.org thing. */
  thing?: Record<string, unknown>
  /** What can be read and followed, from first to last. */
  content: readonly Piece[]
}
/** A piece of a plain page; texts as people wrote them, never HTML. */
export type Piece =
  | { heading: string; level?: 1 | 2 }
  | { text: string }
  | { runs: readonly StoryRun[] }
  | { list: readonly (readonly StoryRun[])[]; ordered: boolean }
  | { table: readonly (readonly string[])[]; head: boolean }
  | { video: string; type: string; poster: string }
  | PictureOf
  | { links: readonly { to: string; text: string }[] }

/** A picture in its widths, to be chosen from by how wide it stands (`sizes`). The `first` of a page is fetched before all else. */
export interface PictureOf {
  picture: string
  alt: string
  width: number
  height: number
  variants?: readonly { width: number; url: string }[]
  sizes?: string
  first?: boolean
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** A text as HTML that shows it, in an element or a quoted attribute. */
export const htmlOf = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)

/** JSON for a `script` element of data: no text in it can end the element. */
const dataOf = (thing: unknown): string => JSON.stringify(thing).replaceAll('<', '\\u003c')

/** The client's page with the plain one in it: what it says stands there until the client draws its own. */
export function pageWith(html: string, page: PlainPage): string {
  const [from, to] = [html.indexOf('<title>'), html.indexOf('</title>')]
  if (from < 0 || to < from) return html
  const main = ['<main class="plain">', ...page.content.map(pieceOf), '</main>'].join('')
  return [html.slice(0, from), headOf(page), html.slice(to + '</title>'.length)]
    .join('')
    .replace('<html lang="zh-CN">', `<html lang="${page.locale}">`)
    .replace('<!--app-html-->', () => main)
}

function headOf({ title, description, words, canonical, picture, thing, status, locale }: PlainPage): string {
  const meta = (name: string, content: string | undefined, key = 'property') =>
    content ? `<meta ${key}="${name}" content="${htmlOf(content)}">` : ''
  return [
    `<title>${htmlOf(title)}</title>`,
    meta('description', description, 'name'),
    meta('keywords', words, 'name'),
    status === 404 ? meta('robots', 'noindex', 'name') : '',
    canonical ? `<link rel="canonical" href="${htmlOf(canonical)}">` : '',
    meta('og:title', title),
    meta('og:description', description),
    meta('og:url', canonical),
    meta('og:image', picture),
    meta('og:locale', locale.replace('-', '_')),
    thing
      ? `<script type="application/ld+json">${dataOf({ '@context': 'https://schema.org', ...thing })}</script>`
      : '',
  ].join('')
}

const MARKS: Record<StoryMark, string> = { bold: 'b', italic: 'i', underline: 'u', strike: 's' }
const runOf = ({ text, marks, link }: StoryRun): string => {
  const marked = marks.reduce((inner, mark) => `<${MARKS[mark]}>${inner}</${MARKS[mark]}>`, htmlOf(text))
  return link ? `<a href="${htmlOf(link)}" rel="nofollow noopener">${marked}</a>` : marked
}
const runsOf = (runs: readonly StoryRun[]) => runs.map(runOf).join('')
const rowOf = (cells: readonly string[], name: 'td' | 'th') =>
  `<tr>${cells.map((cell) => `<${name}>${htmlOf(cell)}</${name}>`).join('')}</tr>`

function pictureTag({ picture, alt, width, height, variants, sizes, first }: PictureOf): string {
  const srcset = variants?.map((one) => `${one.url} ${one.width}w`).join(', ')
  const chosen = srcset ? ` srcset="${htmlOf(srcset)}" sizes="${htmlOf(sizes ?? '100vw')}"` : ''
  const when = first ? ' class="first" fetchpriority="high"' : ' loading="lazy"'
  return `<img${when} src="${htmlOf(picture)}"${chosen} alt="${htmlOf(alt)}" width="${width}" height="${height}">`
}

/** A piece as HTML: the one place where texts of people become a part of a page. */
function pieceOf(piece: Piece): string {
  if ('heading' in piece) return `<h${piece.level ?? 1}>${htmlOf(piece.heading)}</h${piece.level ?? 1}>`
  if ('text' in piece) return `<p>${htmlOf(piece.text)}</p>`
  if ('runs' in piece) return `<p>${runsOf(piece.runs)}</p>`
  if ('list' in piece) {
    const name = piece.ordered ? 'ol' : 'ul'
    return `<${name}>${piece.list.map((item) => `<li>${runsOf(item)}</li>`).join('')}</${name}>`
  }
  if ('table' in piece)
    return `<table>${piece.table.map((row, n) => rowOf(row, piece.head && n === 0 ? 'th' : 'td')).join('')}</table>`
  if ('video' in piece)
    return `<video src="${htmlOf(piece.video)}" poster="${htmlOf(piece.poster)}" controls preload="none"></video>`
  if ('picture' in piece) return pictureTag(piece)
  const links = piece.links.map(({ to, text }) => `<li><a href="${htmlOf(to)}">${htmlOf(text)}</a></li>`)
  return `<ul>${links.join('')}</ul>`
}
