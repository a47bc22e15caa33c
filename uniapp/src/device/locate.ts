// #ifdef H5
import gcoord from 'gcoord'
// #endif

/** A point in GCJ-02, as Chinese maps and our stores have it. */
export interface Position {
  lat: number
  lng: number
}

/** Where the person is (GCJ-02), or null when they refuse or the device can't say. */
export function locate(): Promise<Position | null> {
  return new Promise((resolve) => {
    let type: 'gcj02' | 'wgs84' = 'gcj02'
    // #ifdef H5
    type = 'wgs84' // all that a browser gives without a map key
    // #endif
    uni.getLocation({
      type,
      success: ({ latitude, longitude }) => {
        let position = { lat: latitude, lng: longitude }
        // #ifdef H5
        const [lng, lat] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02)
        position = { lat, lng }
        // #endif
        resolve(position)
      },
      fail: () => resolve(null),
    })
  })
}

/** Opens the way to a place: WeChat's own map, or the maps page on H5. */
export function navigateTo(place: Position & { name: string; address: string }): void {
  // #ifdef MP-WEIXIN
  uni.openLocation({ latitude: place.lat, longitude: place.lng, name: place.name, address: place.address })
  // #endif
  // #ifdef H5
  const to = `${place.lng},${place.lat},${encodeURIComponent(place.name)}`
  window.open(`https://uri.amap.com/navigation?to=${to}&mode=walk&callnative=1`, '_blank', 'noopener')
  // #endif
}
