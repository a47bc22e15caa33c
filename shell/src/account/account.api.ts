import type {
  ChangePassword,
  DeviceSessions,
  FactorState,
  NewFactor,
  Prove,
  RecoveryCodes,
} from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const prove = (body: Prove): Promise<void> => ask('POST /api/account/prove', { body })
export const changePassword = (body: ChangePassword): Promise<void> =>
  ask('POST /api/account/password', { body })
export const factorState = (): Promise<FactorState> => ask('GET /api/account/factor')
export const offerFactor = (): Promise<NewFactor> => ask('POST /api/account/factor')
export const confirmFactor = (code: string): Promise<RecoveryCodes> =>
  ask('POST /api/account/factor/confirm', { body: { code } })
export const renewCodes = (): Promise<RecoveryCodes> => ask('POST /api/account/factor/codes')
export const dropFactor = (): Promise<void> => ask('DELETE /api/account/factor')
export const devices = (): Promise<DeviceSessions> => ask('GET /api/account/sessions')
export const signOutDevice = (id: string): Promise<void> =>
  ask('DELETE /api/account/sessions/:id', { params: { id } })
export const signOutOthers = (): Promise<void> => ask('DELETE /api/account/sessions')
