/** A picture being drawn: SVG markup with gradients that are named in the order they are asked for. */

export type Stop = readonly [offset: number, colour: string, opacity?: number]

export interface Stroke {
  stroke?: string
  width?: number
  opacity?: number
  transform?: string
}

const round = (n: number) => String(Math.round(n * 10) / 10)

export class Scene {
  private readonly defs: string[] = []
  private body: string[] = []
  private readonly known = new Map<string, string>()

  /** Fill of a linear gradient over the shape's own box; left to right unless told. */
  linear(stops: readonly Stop[], [x1, y1, x2, y2] = [0, 0, 1, 0]): string {
    const inner = stopsOf(stops)
    return this.define(
      inner,
      (id) =>
        `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${inner}</linearGradient>`,
      `l${x1},${y1},${x2},${y2}`,
    )
  }

  /** Fill of a radial gradient over the shape's own box, lit from the upper left unless told. */
  radial(stops: readonly Stop[], cx = 0.36, cy = 0.3, r = 0.78): string {
    const inner = stopsOf(stops)
    return this.define(
      inner,
      (id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${inner}</radialGradient>`,
      `r${cx},${cy},${r}`,
    )
  }

  private define(inner: string, markup: (id: string) => string, kind: string): string {
    const key = kind + inner
    let id = this.known.get(key)
    if (!id) {
      id = `g${this.known.size}`
      this.known.set(key, id)
      this.defs.push(markup(id))
    }
    return `url(#${id})`
  }

  add(markup: string): void {
    this.body.push(markup)
  }

  path(d: string, fill: string, more: Stroke = {}): void {
    this.add(`<path d="${d}" fill="${fill}"${attributes(more)}/>`)
  }

  line(d: string, stroke: string, width: number, opacity = 1): void {
    this.add(
      `<path d="${d}" fill="none" stroke-linecap="round" stroke-linejoin="round"${attributes({ stroke, width, opacity })}/>`,
    )
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more: Stroke = {}): void {
    this.add(
      `<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${attributes(more)}/>`,
    )
  }

  rect(x: number, y: number, w: number, h: number, rx: number, fill: string, more: Stroke = {}): void {
    this.add(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${round(rx)}" fill="${fill}"${attributes(more)}/>`,
    )
  }

  /** What `draw` adds, moved, turned or scaled as `transform` says. */
  group(transform: string, draw: () => void, opacity = 1): void {
    this.add(`<g transform="${transform}"${opacity < 1 ? ` opacity="${opacity}"` : ''}>`)
    draw()
    this.add('</g>')
  }

  /** What `draw` adds, cut to the outline `d`. */
  clip(d: string, draw: () => void): void {
    const id = `c${this.defs.length}`
    this.defs.push(`<clipPath id="${id}"><path d="${d}"/></clipPath>`)
    this.add(`<g clip-path="url(#${id})">`)
    draw()
    this.add('</g>')
  }

  svg(width = 960, height = 960): string {
    const defs = this.defs.length ? `<defs>${this.defs.join('')}</defs>` : ''
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${defs}${this.body.join('')}</svg>`
  }
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity]) =>
        `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`,
    )
    .join('')
}

function attributes({ stroke, width, opacity, transform }: Stroke): string {
  return [
    stroke ? ` stroke="${stroke}" stroke-width="${width ?? 2}"` : '',
    opacity !== undefined && opacity < 1 ? ` opacity="${opacity}"` : '',
    transform ? ` transform="${transform}"` : '',
  ].join('')
}
