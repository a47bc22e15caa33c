// The one import alias of the house, as dependency-cruiser reads it: `@/` is uniapp's own source folder.
const { join } = require('node:path')

module.exports = { resolve: { alias: { '@': join(__dirname, '../../uniapp/src') } } }
