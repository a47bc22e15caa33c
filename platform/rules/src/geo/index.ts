export { boxAround, distanceMetres, toGcj, toWgs, type Point } from './geo.js'
export { openState, type Interval, type OpenState } from './hours.js'
