import { tests } from '@storeweave/kit/vitest'

export default tests()
