export { boxAround, distanceMetres, toGcj, toWgs, type Point } from './geo.js'
export { openMinutesAhead, openState, type Interval, type OpenState } from './hours.js'
