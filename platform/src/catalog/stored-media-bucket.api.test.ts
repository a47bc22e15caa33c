import { storedMedia } from '../../test/stored-media.js'

storedMedia('a bucket')
