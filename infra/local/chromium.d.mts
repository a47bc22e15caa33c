export function chromiumPath(): Promise<string>
export function chromiumArgs(): string[]
