import { buildFixture } from './fixture-build.ts'

export default buildFixture
