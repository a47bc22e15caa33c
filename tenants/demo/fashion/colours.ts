import type { Words } from '../shapes.js'

export interface Dye {
  name: Words
  hex: string
  /** Colour of patterns, linings and trims on it. */
  trim: string
}

export const dyes: Record<string, Dye> = {
  ink: { name: { zh: '墨黑', en: 'Ink black' }, hex: '#2b2b31', trim: '#e6e0d8' },
  ivory: { name: { zh: '米白', en: 'Ivory' }, hex: '#f3ece0', trim: '#b08a5a' },
  oat: { name: { zh: '燕麦', en: 'Oat' }, hex: '#d9c7ab', trim: '#7a5a3c' },
  camel: { name: { zh: '驼色', en: 'Camel' }, hex: '#b98a58', trim: '#f3e6d2' },
  navy: { name: { zh: '藏青', en: 'Navy' }, hex: '#2c3a5c', trim: '#dfe6f2' },
  sky: { name: { zh: '晴蓝', en: 'Sky blue' }, hex: '#8fb4d9', trim: '#ffffff' },
  denim: { name: { zh: '丹宁蓝', en: 'Denim blue' }, hex: '#4a6a94', trim: '#e0a45c' },
  blush: { name: { zh: '藕粉', en: 'Blush' }, hex: '#e3b0ac', trim: '#fff4f0' },
  sage: { name: { zh: '鼠尾草绿', en: 'Sage' }, hex: '#9fae92', trim: '#f3f5ea' },
  forest: { name: { zh: '松绿', en: 'Forest' }, hex: '#35594a', trim: '#e2d4b0' },
  wine: { name: { zh: '酒红', en: 'Wine' }, hex: '#7a2a3a', trim: '#f0d2c4' },
  grey: { name: { zh: '雾灰', en: 'Mist grey' }, hex: '#a3a6ac', trim: '#f5f5f7' },
  rust: { name: { zh: '赤陶', en: 'Terracotta' }, hex: '#bf6242', trim: '#fbe6d2' },
  mustard: { name: { zh: '姜黄', en: 'Mustard' }, hex: '#d9a63c', trim: '#5a3f1c' },
  lilac: { name: { zh: '丁香紫', en: 'Lilac' }, hex: '#b7a6cf', trim: '#ffffff' },
}
