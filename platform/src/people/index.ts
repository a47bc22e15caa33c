export { PeopleModule } from './people.module.js'
export { SessionsService, type SessionTokens } from './sessions.service.js'
export { PeopleService } from './people.service.js'
export { disableOperator, keepOperator, type NewOperator } from './new-operator.js'
