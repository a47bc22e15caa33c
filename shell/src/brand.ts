import type { Tenant } from '@storeweave/contract'
import { applyBrand, localText, locale } from '@storeweave/kit'
import { watchEffect } from 'vue'

/** Puts the tenant's colour, name and mark on the browser tab and the page. */
export function brandPage(tenant: Tenant): void {
  applyBrand(tenant.brand.primary)
  const color = document.querySelector<HTMLMetaElement>('meta[name=theme-color]')
  if (color) color.content = tenant.brand.primary
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (icon && tenant.brand.logoUrl) {
    icon.removeAttribute('type')
    icon.href = tenant.brand.logoUrl
  }
  watchEffect(() => {
    void locale.value
    document.title = localText(tenant.name)
  })
}
