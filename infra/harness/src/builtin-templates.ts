import { createRequire } from 'node:module'
import type * as compilerTypes from 'glass-easel-template-compiler'

// The compiler ships CommonJS with wasm beside it, so it is required rather than imported.
const compiler = createRequire(import.meta.url)('glass-easel-template-compiler') as typeof compilerTypes

/** The template compiler of WeChat's component framework. */
export const TmplGroup = compiler.TmplGroup

const slotOnly = [
  'radio-group',
  'checkbox-group',
  'picker',
  'picker-view',
  'picker-view-column',
  'scroll-view',
  'swiper-item',
  'form',
  'button',
  'label',
  'navigator',
  'cover-view',
  'match-media',
  'page-meta',
]
const empty = [
  'input',
  'textarea',
  'rich-text',
  'icon',
  'progress',
  'canvas',
  'slider',
  'cover-image',
  'open-data',
]

const templates: Record<string, string> = {
  image: '<img class="wx-img wx-{{mode}}"/>',
  radio: "<view class=\"wx-radio {{checked?'on':''}}\"/><slot/>",
  checkbox: "<view class=\"wx-check {{checked?'on':''}}\"/><slot/>",
  switch: "<view class=\"wx-switch {{checked?'on':''}}\"/>",
  swiper: "<view class=\"wx-track {{vertical?'vertical':''}}\"><slot/></view>",
}

/** Compiles the templates of the built-in components; an expression that gives name -> template. */
export function compileBuiltins(): string {
  const group = new TmplGroup()
  for (const [name, wxml] of Object.entries(templates)) group.addTmpl(name, wxml)
  for (const name of slotOnly) group.addTmpl(name, '<slot/>')
  for (const name of empty) group.addTmpl(name, '')
  const code = group.getTmplGenObjectGroups()
  group.free()
  return code
}
