import { SetMetadata } from '@nestjs/common'
import { featureNames, type Feature, type OpenThing } from '@storeweave/contract'
import { Fault } from './fault.js'
import { scope } from './scope.js'

export const PART_OF = Symbol('feature')
/** Says of a route, or of all routes of a controller, that they belong to a feature: where it is off they are refused. */
export const PartOf = (feature: Feature) => SetMetadata(PART_OF, feature)

/** Since when features of the scope's tenant are off, by feature. Put here by tenancy; the kernel imports no module. */
type OffSince = () => Promise<Readonly<Partial<Record<Feature, string>>>>
let source: OffSince = () => Promise.resolve({})
export const useFeatures = (from: OffSince): void => void (source = from)

/** Since when a feature is off; undefined while it is used. Out of memory, as all settings are. */
export const offSince = async (feature: Feature): Promise<string | undefined> => (await source())[feature]

/** Refuses what belongs to a feature that is off. Throws `tenant.feature_off`. */
export async function mustOffer(feature: Feature): Promise<void> {
  if ((await offSince(feature)) !== undefined) throw featureOff(feature)
}
export const nameOfFeature = (feature: Feature): string =>
  scope().locale === 'en' ? featureNames[feature].en : featureNames[feature].zh
export const featureOff = (feature: Feature): Fault =>
  new Fault('tenant.feature_off', { feature: nameOfFeature(feature), key: feature })

/** Something unfinished that needs a feature, and how much of it there is. */
export interface Open {
  what: OpenThing
  count: number
}
type Counts = () => Promise<Open[]>
const hanging = new Map<string, { feature: Feature; count: Counts }>()

/** Says what of a module keeps a feature from being switched off; `count` runs in a transaction. */
export const hangsOn = (feature: Feature, module: string, count: Counts): void =>
  void hanging.set(`${feature} ${module}`, { feature, count })

/** What hangs on a feature now; nothing of which there is none. */
export async function openOn(feature: Feature): Promise<Open[]> {
  const open: Open[] = []
  for (const one of hanging.values())
    if (one.feature === feature) open.push(...(await one.count()).filter(({ count }) => count > 0))
  return open
}
