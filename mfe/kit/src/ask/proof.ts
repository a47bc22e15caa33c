let prove: () => Promise<boolean> = () => Promise.resolve(false)
let proving: Promise<boolean> | undefined

/** Who asks the person for their password or code when a dangerous act needs it; true when the proof was taken. */
export function onProofNeeded(work: () => Promise<boolean>): void {
  prove = work
}

/** Asks for a proof once for any number of waiting calls. */
export function obtainProof(): Promise<boolean> {
  proving ??= prove().finally(() => (proving = undefined))
  return proving
}
