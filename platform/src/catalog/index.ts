export { CatalogModule } from './catalog.module.js'
export { CardsService } from './cards.service.js'
export { CatalogService } from './catalog.service.js'
export { ShopPagesService, type Asked } from './shop-pages.service.js'
export { AttributeService } from './attributes.service.js'
export { ChangeService } from './changes.service.js'
export { ClassificationService } from './classifications.service.js'
export { SynonymService } from './synonyms.service.js'
export { ProductService } from './products.service.js'
export { CategoryService } from './categories.service.js'
export { FILES, MediaService } from './media.service.js'
export {
  BulkProductService,
  type BulkProduct,
  type NamedAttribute,
  type NamedCategory,
  type NamedPart,
  type NamedSku,
  type ProductFilter,
} from './bulk-products.service.js'
export { ProductEditService, type LookedAt, type PlannedEdit } from './product-edits.service.js'
export type { EditableProduct } from './product-edits.repo.js'
export { TagService } from './tags.service.js'
export { inWords, nameIn, stateText, unknownReference } from './words.js'
export { withUpload } from './upload.js'
export { ListPriceService, outsideBounds, percentText } from './list-prices.service.js'
export { PRIVATE_TYPES, PrivateFiles, type PrivateFile } from './private-files.service.js'
export { openFileStore, type FileStore } from './file-store.js'
export { mountMedia } from './media-files.js'
export { EVERY_WIDTH, pathOf, pictureOf, render } from './picture.js'
export { pictureBytes } from './picture-bytes.js'
export { ratingOf, starsSql } from './rating.repo.js'
export { termsCondition } from './hits.repo.js'
export { SearchService } from './search.service.js'
export { SearchTerms } from './search-terms.service.js'
export { termsOfProduct } from './terms.js'
export { barcodeIs, buyableSql, padded, saleSkusOf, saleSkusSql, type SaleRow } from './shop.repo.js'
export {
  inForce,
  INSIDE,
  leftBounds,
  leftOwnPrice,
  nextPriceChange,
  PRICE,
  priceInStore,
  tiersAt,
  type PricedAt,
} from './price.repo.js'
export { ParityGuard } from './parity-guard.js'
export {
  ABOVE_STORES,
  BEYOND,
  exceptionOf,
  leftException,
  MARKED,
  ParityRepo,
  priceIn,
  type ParityBreach,
} from './parity.repo.js'
export { PriceConflictsRepo, type CandidateBound, type PriceConflict } from './price-conflicts.repo.js'
export { belowCategory, hasNumber, hasTag, hasText, hasValue } from './narrow.repo.js'
export { bundlesLeft, partsOnSale, skuSold } from './bundle-stock.js'
export { allocatedTo, listedIn, releasedTo, sentFrom, soldAt } from './sold.repo.js'
export { chargedFor, type NamedLevel, type SalePart, type SaleSku } from './sale-sku.js'
export { optionTextOf, wordsOf } from '@storeweave/rules/catalog'
