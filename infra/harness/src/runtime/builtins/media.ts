import { convertUnits } from '../units.ts'
import type { BuiltinInstance, Context, Loose } from '../types.ts'
import { any, elementOf, flag, number, text, type BuiltinDefinition } from './define.ts'

function drawImage(context: Context, instance: BuiltinInstance): void {
  const image = elementOf(instance)?.querySelector('img')
  const source = instance.data.src ? context.asset(instance.data.src) : ''
  if (!image || image.getAttribute('src') === source) return
  if (!instance.wired) {
    instance.wired = true
    image.alt = ''
    image.addEventListener('load', () =>
      instance.triggerEvent('load', { width: image.naturalWidth, height: image.naturalHeight }),
    )
    image.addEventListener('error', () => instance.triggerEvent('error', { errMsg: `GET ${source} fail` }))
  }
  if (source) image.src = source
  else image.removeAttribute('src')
}

const allowed = new Set(
  'a b blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
)

function buildNode(node: Loose): Node {
  if (node.type === 'text') return document.createTextNode(String(node.text).replace(/&nbsp;/g, '\u00a0'))
  if (!allowed.has(String(node.name).toLowerCase())) return document.createTextNode('')
  const element = document.createElement(node.name)
  for (const name of ['class', 'style', 'src', 'alt', 'width', 'height', 'colspan', 'rowspan']) {
    const value = node.attrs?.[name]
    if (value !== undefined) element.setAttribute(name, convertUnits(String(value)))
  }
  element.append(...(node.children ?? []).map(buildNode))
  return element
}

function fromHtml(node: Node): Loose {
  if (node.nodeType === Node.TEXT_NODE) return { type: 'text', text: node.textContent }
  const element = node as Element
  return {
    name: element.tagName.toLowerCase(),
    attrs: Object.fromEntries([...(element.attributes ?? [])].map((one) => [one.name, one.value])),
    children: [...element.childNodes].filter((one) => one.nodeType !== Node.COMMENT_NODE).map(fromHtml),
  }
}

function drawRichText(instance: BuiltinInstance): void {
  const { nodes } = instance.data
  const list =
    typeof nodes === 'string'
      ? [...new DOMParser().parseFromString(nodes, 'text/html').body.childNodes].map(fromHtml)
      : (nodes ?? [])
  // Only the tags WeChat trusts, and no handlers: what it drops is dropped here.
  elementOf(instance)?.replaceChildren(...list.map(buildNode))
}

const marks: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  warn: '!',
  info: 'i',
  clear: '×',
  cancel: '×',
}

function drawIcon(instance: BuiltinInstance): void {
  const element = elementOf(instance)
  if (!element) return
  element.textContent = marks[instance.data.type] ?? '•'
  element.style.color = instance.data.color
  element.style.fontSize = `${parseInt(instance.data.size) || 23}px`
}

const drawn = (
  properties: object,
  names: string,
  draw: (instance: BuiltinInstance) => void,
): BuiltinDefinition => ({
  properties: properties as BuiltinDefinition['properties'],
  lifetimes: {
    attached() {
      draw(this)
    },
  },
  observers: {
    [names]() {
      draw(this)
    },
  },
})

/** image, rich-text, icon, progress, canvas and the wrappers that only hold others. */
export function mediaBuiltins(context: Context): Record<string, BuiltinDefinition> {
  const imageProperties = {
    src: text,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: flag,
    showMenuByLongpress: flag,
    webp: flag,
    fadeIn: flag,
  }
  return {
    image: drawn(imageProperties, 'src', (instance) => drawImage(context, instance)),
    'rich-text': drawn({ nodes: any, space: text, userSelect: flag }, 'nodes', drawRichText),
    icon: drawn({ type: text, size: any, color: text }, 'type,size,color', drawIcon),
    progress: drawn(
      { percent: number(0), activeColor: text, strokeWidth: any, showInfo: flag },
      'percent',
      (one) => {
        const element = elementOf(one) as HTMLProgressElement | null
        if (element) Object.assign(element, { max: 100, value: one.data.percent })
      },
    ),
    canvas: { properties: { type: text, canvasId: text, disableScroll: flag } },
    'cover-view': {},
    'cover-image': drawn({ src: text }, 'src', (instance) => {
      const element = elementOf(instance)
      if (element) element.style.backgroundImage = `url("${context.asset(instance.data.src)}")`
    }),
    'match-media': {},
    'page-meta': {
      properties: { pageStyle: text, rootFontSize: text, pageFontSize: text, backgroundColor: text },
    },
    'open-data': { properties: { type: text } },
  }
}
