import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which category the category tab is to open with: a tab bar page takes no parameters. */
export const useOpenCategory = defineStore('open-category', () => ({ id: ref('') }))
