/** Whether this client draws 3D models: H5 with WebGL; the mini program shows the other pictures. */
export function canShowModels(): boolean {
  let can = false
  // #ifdef H5
  can = 'WebGL2RenderingContext' in window
  // #endif
  return can
}
