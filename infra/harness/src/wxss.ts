import postcss, { type ChildNode, type Root, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { posix } from 'node:path'
import { convertUnits } from './runtime/units.ts'

/** Puts imported sheets in the place of their @import; a missing one is added to `warnings`. */
export function inlineImports(
  path: string,
  sheets: Record<string, string>,
  warnings: string[],
  seen = [''],
): string {
  if (seen.includes(path)) return ''
  return sheets[path]!.replace(/@import\s+(?:url\()?["']([^"']+)["']\)?\s*;/g, (_, target: string) => {
    const found = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)
    if (sheets[found] !== undefined) return inlineImports(found, sheets, warnings, [...seen, path])
    warnings.push(`${path}: no file for @import "${target}"`)
    return ''
  })
}

/** Where a sheet applies: the prefix of its classes and, for a page, that page alone. */
export interface SheetScope {
  scope: string
  page?: string
}

const inKeyframes = (rule: Rule) => {
  const parent = rule.parent as ChildNode | Root | undefined
  return parent?.type === 'atrule' && /keyframes$/.test(parent.name)
}

function scopeSelector(selector: string, { scope, page }: SheetScope): string {
  const frame = page ? `.mp-page[data-page="${page}"]` : '.mp-page'
  return selectorParser((selectors) => {
    selectors.walkClasses((node) => {
      node.value = `${scope}--${node.value}`
    })
    selectors.walkPseudos((node) => {
      if (node.value === ':host')
        node.replaceWith(selectorParser.attribute({ attribute: `data-host-${scope}` } as never))
      if (node.value === ':root') node.value = frame
    })
    selectors.each((one) => {
      let isPage = false
      one.walkTags((node) => {
        if (node.value !== 'page') return
        isPage = true
        node.replaceWith(selectorParser.tag({ value: frame }))
      })
      if (!page || isPage) return
      // :where keeps the weight of the selector as it was written.
      const first = one.first
      const before = first.spaces.before
      first.spaces.before = ''
      one.prepend(selectorParser.tag({ value: `${before}:where(${frame}) ` }))
    })
  }).processSync(selector)
}

/** Compiles one wxss file: units, and classes that apply only where the framework lets them. */
export function compileSheet(source: string, scope: SheetScope): string {
  const root = postcss.parse(source)
  root.walkDecls((declaration) => {
    declaration.value = convertUnits(declaration.value)
  })
  root.walkAtRules('media', (rule) => {
    rule.params = convertUnits(rule.params)
  })
  root.walkRules((rule) => {
    if (!inKeyframes(rule)) rule.selector = scopeSelector(rule.selector, scope)
  })
  return root.toString()
}
