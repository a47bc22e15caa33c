import { canAny, uses } from '@storeweave/kit'
import type { NavigationGuard, RouteRecordRaw } from 'vue-router'
import { menu } from './menu'
import { withWords } from './page-words'
import { campaigns } from './campaigns/routes'
import { purchasing } from './purchasing/routes'
import { settings } from './settings/routes'

/** Who may not see figures begins with the first page of their own. */
const begin: NavigationGuard = () => {
  const first = menu.find((entry) => canAny(entry.permission) && uses(entry.feature))
  return first && first.path !== '/' ? { path: `/admin${first.path}`, replace: true } : true
}
/** The pages of the console, each with the words and the permission it needs. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'admin.home',
    component: () => import('./dashboard/Dashboard.vue'),
    meta: {
      permission: ['Insight:read', 'Order:read', 'Product:read', 'Stock:read', 'Person:read', 'Audit:read'],
    },
    beforeEnter: begin,
  },
  {
    path: '/orders',
    name: 'admin.orders',
    component: withWords('sell', () => import('./orders/Orders.vue')),
  },
  {
    path: '/orders/:id',
    name: 'admin.order',
    props: true,
    component: withWords('sell', () => import('./orders/OrderPage.vue')),
    meta: { permission: 'Order:read' },
  },
  {
    path: '/returns',
    name: 'admin.returns',
    component: () => import('./returns/Returns.vue'),
    meta: { permission: 'Order:read' },
  },
  {
    path: '/returns/:id',
    name: 'admin.return',
    props: true,
    component: () => import('./returns/Return.vue'),
    meta: { permission: 'Order:read' },
  },
  {
    path: '/shipping',
    name: 'admin.shipping',
    component: withWords(['delivery', 'sell'], () => import('./shipping/Shipping.vue')),
  },
  {
    path: '/products',
    name: 'admin.products',
    component: withWords(['life', 'find', 'goods'], () => import('./products/Products.vue')),
  },
  {
    path: '/changes',
    name: 'admin.changes',
    component: withWords(['life', 'goods'], () => import('./changes/Changes.vue')),
    meta: { permission: 'Product:update' },
  },
  {
    path: '/changes/:id',
    name: 'admin.change',
    props: true,
    component: withWords(['life', 'goods'], () => import('./changes/ChangePage.vue')),
    meta: { permission: 'Product:update' },
  },
  {
    path: '/products/new',
    name: 'admin.product.new',
    component: withWords(
      ['life', 'rules', 'assortment', 'find', 'goods'],
      () => import('./products/ProductPage.vue'),
    ),
    meta: { permission: 'Product:create' },
  },
  {
    path: '/products/:id',
    name: 'admin.product',
    props: true,
    component: withWords(
      ['life', 'rules', 'assortment', 'find', 'goods'],
      () => import('./products/ProductPage.vue'),
    ),
    meta: { permission: 'Product:read' },
  },
  {
    path: '/reviews',
    name: 'admin.reviews',
    component: withWords('reviews', () => import('./reviews/Reviews.vue')),
  },
  {
    path: '/settlement',
    name: 'admin.settlement',
    component: withWords('settlement', () => import('./settlement/Settlement.vue')),
  },
  {
    path: '/settlement/:id',
    name: 'admin.statement',
    props: true,
    component: () => import('./settlement/StatementPage.vue'),
    meta: { permission: 'Settlement:read', feature: 'suppliers' },
  },
  ...purchasing,
  ...campaigns,
  {
    path: '/imports',
    name: 'admin.imports',
    component: withWords(['imports', 'goods'], () => import('./imports/Imports.vue')),
  },
  {
    path: '/imports/:id',
    name: 'admin.import',
    props: true,
    component: withWords(['imports', 'goods'], () => import('./imports/ImportPage.vue')),
    meta: { permission: 'Import:read' },
  },
  {
    path: '/categories',
    name: 'admin.categories',
    component: withWords(['life', 'find', 'goods'], () => import('./categories/Categories.vue')),
  },
  {
    path: '/sorting',
    name: 'admin.sorting',
    component: withWords(['life', 'find', 'goods'], () => import('./sorting/Sorting.vue')),
  },
  {
    path: '/products/edits',
    name: 'admin.edits',
    component: withWords(['edits', 'find', 'goods'], () => import('./edits/Edits.vue')),
    meta: { permission: 'Product:update' },
  },
  {
    path: '/products/edits/:id',
    name: 'admin.edit',
    props: true,
    component: withWords(['edits', 'find', 'goods'], () => import('./edits/EditPage.vue')),
    meta: { permission: 'Product:update' },
  },
  {
    path: '/prices',
    name: 'admin.prices',
    component: withWords(['priceGrid', 'prices', 'goods'], () => import('./prices/Prices.vue')),
  },
  {
    path: '/prices/grid',
    name: 'admin.prices.grid',
    component: withWords(['priceGrid', 'prices', 'goods'], () => import('./price-grid/GridPage.vue')),
    meta: { permission: 'Price:read' },
  },
  {
    path: '/prices/parity',
    name: 'admin.prices.parity',
    component: withWords(['priceGrid', 'prices', 'goods'], () => import('./parity/Parity.vue')),
    meta: { permission: 'Price:read' },
  },
  {
    path: '/assortment',
    name: 'admin.assortment',
    component: withWords(['rules', 'assortment', 'goods'], () => import('./assortment/Assortment.vue')),
  },
  {
    path: '/assortment/rules',
    name: 'admin.rules',
    component: withWords(['rules', 'assortment', 'goods'], () => import('./assortment/Rules.vue')),
    meta: { permission: 'Assortment:read', feature: 'stores' },
  },
  {
    path: '/assortment/rules/new',
    name: 'admin.rule.new',
    component: withWords(['rules', 'assortment', 'goods'], () => import('./assortment/RulePage.vue')),
    meta: { permission: 'Assortment:update', feature: 'stores' },
  },
  {
    path: '/assortment/rules/:id',
    name: 'admin.rule',
    props: true,
    component: withWords(['rules', 'assortment', 'goods'], () => import('./assortment/RulePage.vue')),
    meta: { permission: 'Assortment:read', feature: 'stores' },
  },
  {
    path: '/stock',
    name: 'admin.stock',
    component: withWords(['stock', 'goods', 'sell'], () => import('./stock/Stock.vue')),
  },
  {
    path: '/movements',
    name: 'admin.movements',
    component: withWords(['stock', 'goods', 'sell'], () => import('./stock/Movements.vue')),
  },
  {
    path: '/people',
    name: 'admin.people',
    component: withWords('people', () => import('./people/People.vue')),
  },
  {
    path: '/people/:id/access',
    name: 'admin.person.access',
    props: true,
    component: withWords('people', () => import('./people/Access.vue')),
    meta: { permission: 'Person:read' },
  },
  {
    path: '/access',
    name: 'admin.access',
    component: withWords('people', () => import('./people/Access.vue')),
  },
  { path: '/roles', name: 'admin.roles', component: withWords('people', () => import('./people/Roles.vue')) },
  {
    path: '/stores',
    name: 'admin.stores',
    component: withWords(['org', 'settings'], () => import('./stores/Stores.vue')),
  },
  {
    path: '/stores/new',
    name: 'admin.store.new',
    component: withWords(['org', 'settings'], () => import('./stores/StoreScreen.vue')),
    meta: { permission: 'Store:create' },
  },
  {
    path: '/stores/:id',
    name: 'admin.store',
    props: true,
    component: withWords(['org', 'settings'], () => import('./stores/StoreScreen.vue')),
    meta: { permission: 'Store:read' },
  },
  {
    path: '/audit',
    name: 'admin.audit',
    component: withWords(['audit', 'sell'], () => import('./audit/Audit.vue')),
  },
  ...settings,
  {
    path: '/keys',
    name: 'admin.keys',
    component: withWords(['keys', 'people'], () => import('./keys/Keys.vue')),
  },
  {
    path: '/webhooks',
    name: 'admin.webhooks',
    component: withWords(['webhooks', 'people'], () => import('./webhooks/Webhooks.vue')),
  },
  {
    path: '/webhooks/:id',
    name: 'admin.webhook',
    props: true,
    component: withWords(['webhooks', 'people'], () => import('./webhooks/WebhookPage.vue')),
    meta: { permission: 'Webhook:read' },
  },
  {
    path: '/support',
    name: 'admin.support',
    component: withWords('support', () => import('./support/Support.vue')),
  },
  {
    path: '/suppliers',
    name: 'admin.suppliers',
    component: withWords(['suppliers', 'goods'], () => import('./suppliers/Suppliers.vue')),
  },
  {
    path: '/suppliers/:id',
    name: 'admin.supplier',
    props: true,
    component: withWords(['suppliers', 'goods'], () => import('./suppliers/SupplierPage.vue')),
    meta: { permission: 'Supplier:read', feature: 'suppliers' },
  },
  {
    path: '/callers',
    name: 'admin.callers',
    component: withWords('callers', () => import('./callers/Callers.vue')),
  },
  { path: '/usage', name: 'admin.usage', component: withWords('usage', () => import('./usage/Usage.vue')) },
]
