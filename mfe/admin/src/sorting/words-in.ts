/** The words of a line as people part them: by commas of either kind, semicolons or line breaks. */
export const wordsIn = (text: string): string[] =>
  text
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter(Boolean)
