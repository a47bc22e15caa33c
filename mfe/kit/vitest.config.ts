import { tests } from './vitest.mjs'

export default tests()
