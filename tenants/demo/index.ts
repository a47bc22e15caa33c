/** Demo tenants as data, with their pictures. */
export { DEMO_PASSWORD } from './people.js'
export { drawPicture } from './pictures/draw.js'
export {
  BANNER_WIDTHS,
  renderAll,
  renderPicture,
  WIDTHS,
  type RenderedPicture,
  type WriteFile,
} from './pictures/render.js'
export type { PictureSpec } from './pictures/spec.js'
export type * from './shapes.js'
export { demoTenants } from './tenants.js'
