/** What a brand has switched off. */
const test = 'src/tenancy/features.api.test.ts'
export const features = [
  {
    name: 'routes of a feature that is off answer',
    file: 'platform/src/kernel/http.ts',
    edits: [['feature === undefined || mustOffer(feature).then(() => true)', 'true']],
    test,
    says: 'what it uses works, the rest is refused',
  },
  {
    name: 'goods are sent by a brand that sends nothing',
    file: 'platform/src/selling/placement.service.ts',
    edits: [["  if (off.express !== undefined) throw featureOff('express')\n", '']],
    test,
    says: 'nothing is sent',
  },
  {
    name: 'a brand with one store opens a second one',
    file: 'platform/src/org/stores.service.ts',
    edits: [["if ((await this.places.count()) > 1) throw featureOff('stores')", '']],
    test,
    says: 'makes no second one',
  },
  {
    name: 'a feature is switched off with things unfinished',
    file: 'platform/src/tenancy/features.service.ts',
    edits: [['if (open.length) throw inUse(feature, open)', '']],
    test,
    says: 'with numbers',
  },
  {
    name: 'sales made offline are lost with the till',
    file: 'platform/src/till/till.service.ts',
    edits: [['off !== undefined && Date.parse(body.soldAt) >= Date.parse(off)', 'off !== undefined']],
    test,
    says: 'a sale made before tills were switched off comes in',
  },
]
