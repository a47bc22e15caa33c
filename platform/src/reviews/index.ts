export { ReviewsModule } from './reviews.module.js'
export { RatingsRepo } from './ratings.repo.js'
