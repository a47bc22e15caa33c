import { topPage, type Context, type Loose } from '../types.ts'

/** What WeChat calls a canvas node: size, 2d context, images and frames. */
export function canvasNode(canvas: HTMLCanvasElement): Loose {
  const node = {
    get width() {
      return canvas.width
    },
    set width(value: number) {
      canvas.width = value
    },
    get height() {
      return canvas.height
    },
    set height(value: number) {
      canvas.height = value
    },
    getContext: (kind: string) => canvas.getContext(kind as '2d'),
    createImage: () => new Image(),
    createPath2D: (path?: Path2D) => new Path2D(path),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    toDataURL: (...args: [string?, number?]) => canvas.toDataURL(...args),
  }
  // Hidden, so that a call with this node can still be copied into the log.
  return Object.defineProperty(node, 'element', { value: canvas })
}

function findCanvas(context: Context, canvasId: string): HTMLCanvasElement {
  const canvases = topPage(context).view.querySelectorAll<HTMLCanvasElement & { __wxElement?: Loose }>(
    'canvas',
  )
  const found = [...canvases].find(
    (one) => one.id === canvasId || one.__wxElement?.data?.canvasId === canvasId,
  )
  if (!found) throw new Error(`no <canvas> with the id "${canvasId}"`)
  return found
}

/** The old drawing context: `setFillStyle(x)` for `fillStyle = x`, and `draw` that paints what was queued. */
export function createCanvasContext(context: Context, canvasId: string): Loose {
  const steps: ((target: Loose) => void)[] = []
  const draw = (isKept?: boolean, told?: () => void) => {
    const canvas = findCanvas(context, canvasId)
    canvas.width = canvas.clientWidth
    canvas.height = canvas.clientHeight
    const target = canvas.getContext('2d')!
    if (!isKept) target.clearRect(0, 0, canvas.width, canvas.height)
    for (const step of steps.splice(0)) step(target)
    told?.()
  }
  return new Proxy({} as Loose, {
    get(_, name: string) {
      if (name === 'draw') return draw
      if (name === 'setFontSize')
        return (size: number) => void steps.push((one) => (one.font = `${size}px sans-serif`))
      if (/^set[A-Z]/.test(name) && name !== 'setTransform') {
        const property = name[3].toLowerCase() + name.slice(4)
        return (value: unknown) => void steps.push((one) => (one[property] = value))
      }
      return (...args: unknown[]) => void steps.push((one) => one[name](...args))
    },
    set(_, name: string, value) {
      steps.push((one) => (one[name] = value))
      return true
    },
  })
}

/** wx.canvasToTempFilePath: the file is a data url. */
export function canvasToTempFilePath(
  context: Context,
  { canvas, canvasId, fileType = 'png' }: Loose,
): object {
  const element: HTMLCanvasElement = canvas?.element ?? findCanvas(context, canvasId)
  return { tempFilePath: element.toDataURL(`image/${fileType}`) }
}
