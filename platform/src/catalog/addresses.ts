/** Where the storefront shows a product and a category, each with `?id=`. */
export const PRODUCT = '/h5/pkg-catalog/product/product'
export const CATEGORY = '/h5/pages/category/category'
