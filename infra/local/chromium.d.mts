export function chromiumPath(): Promise<string>
export function launchOptions(): { executablePath?: string; args: string[] }
