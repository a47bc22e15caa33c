import { topPage, type Context, type GeNode, type Loose } from '../types.ts'
import { canvasNode } from './canvas.ts'

interface Query {
  nodes: () => (GeNode | null)[]
  isSingle: boolean
  isViewport: boolean
  fields: Record<string, Loose>
  told?: (answer: Loose) => void
}

const elementOf = (node: GeNode): HTMLElement | null => node.$$ ?? node.getBackendElement?.() ?? null

/** The framework's component behind what the app hands to `in`: an instance, or uni-app's proxy of one. */
function componentOf(context: Context, given: Loose): GeNode {
  const instance = given?.$scope ?? given
  const node = instance?._$ ?? instance
  return node?.getShadowRoot ? node : topPage(context).component
}

function rectOf(element: HTMLElement) {
  // Coordinates start at the page's own top left corner, below the navigation bar.
  const frame = element.closest('.mp-body')?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const { left, top, width, height } = element.getBoundingClientRect()
  const x = left - frame.left
  const y = top - frame.top
  return { left: x, top: y, right: x + width, bottom: y + height, width, height }
}

function describe(node: GeNode, fields: Record<string, Loose>): Record<string, unknown> {
  const element = elementOf(node)
  const answer: Record<string, unknown> = {}
  if (fields.id) answer.id = node.id ?? ''
  if (fields.dataset) answer.dataset = { ...node.dataset }
  if (!element) return answer
  const { left, top, right, bottom, width, height } = rectOf(element)
  if (fields.rect) Object.assign(answer, { left, top, right, bottom })
  if (fields.size) Object.assign(answer, { width, height })
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element
    Object.assign(answer, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  for (const name of fields.properties ?? []) answer[name] = node.data?.[name]
  for (const name of fields.computedStyle ?? []) answer[name] = getComputedStyle(element)[name]
  if (fields.node && element instanceof HTMLCanvasElement) answer.node = canvasNode(element)
  if (fields.context) answer.context = {}
  return answer
}

function describeViewport(context: Context): Record<string, unknown> {
  const { scroller } = topPage(context)
  const {
    clientWidth: width,
    clientHeight: height,
    scrollTop,
    scrollLeft,
    scrollHeight,
    scrollWidth,
  } = scroller
  const rect = { left: 0, top: 0, right: width, bottom: height, width, height }
  return { id: '', dataset: {}, ...rect, scrollTop, scrollLeft, scrollHeight, scrollWidth }
}

function answerQuery(context: Context, query: Query): Loose {
  if (query.isViewport) return describeViewport(context)
  const found = query.nodes().map((node) => (node ? describe(node, query.fields) : null))
  return query.isSingle ? (found[0] ?? null) : found
}

/** wx.createSelectorQuery over the framework's own tree, with canvas nodes. */
export function createSelectorQuery(context: Context): Loose {
  const queries: Query[] = []
  let component = topPage(context).component
  const ask = (base: Omit<Query, 'fields' | 'told'>) => {
    const push = (fields: Record<string, Loose>, told?: (answer: Loose) => void) => {
      queries.push({ ...base, fields, told })
      return selectorQuery
    }
    const box = { id: true, dataset: true, rect: true, size: true }
    return {
      fields: (fields: Record<string, Loose>, told?: (answer: Loose) => void) => push(fields, told),
      boundingClientRect: (told?: (answer: Loose) => void) => push(box, told),
      scrollOffset: (told?: (answer: Loose) => void) =>
        push({ id: true, dataset: true, scrollOffset: true }, told),
      node: (told?: (answer: Loose) => void) => push({ node: true }, told),
      context: (told?: (answer: Loose) => void) => push({ context: true }, told),
    }
  }
  const selectorQuery = {
    in(given: Loose) {
      component = componentOf(context, given)
      return selectorQuery
    },
    select(selector: string) {
      const root = component
      const nodes = () => [root.getShadowRoot?.()?.querySelector(selector) ?? null]
      return ask({ isSingle: true, isViewport: false, nodes })
    },
    selectAll(selector: string) {
      const root = component
      const nodes = () => root.getShadowRoot?.()?.querySelectorAll(selector) ?? []
      return ask({ isSingle: false, isViewport: false, nodes })
    },
    selectViewport: () => ask({ isSingle: true, isViewport: true, nodes: () => [] }),
    exec(told?: (answers: Loose[]) => void) {
      // After the next drawing, so that what was just set can be measured.
      requestAnimationFrame(() => {
        const answers = queries.map((query) => {
          const answer = answerQuery(context, query)
          query.told?.(answer)
          return answer
        })
        told?.(answers)
      })
      return selectorQuery
    },
  }
  return selectorQuery
}
