import eslint from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

// The folds and the layout are plain functions of data: they must run, and be
// tested, without the framework and without a page.
const pure = {
  files: ['src/model/**', 'src/layout/**', 'src/wire/**', 'src/text/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['svelte', 'svelte/*', '**/views/**', '**/state/**', 'd3-*'], message: 'keep it pure' },
        ],
      },
    ],
  },
}

// What the page says depends on the language: nobody but text/ itself asks for English.
const spoken = {
  files: ['src/**'],
  ignores: ['src/text/**', 'src/model/**', 'src/layout/**', 'src/wire/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['**/text/en'], message: 'import { lang } from text/lang' }] },
    ],
  },
}

export default tseslint.config(
  { ignores: ['node_modules', 'src/wire/gen.ts', 'testdata'] },
  eslint.configs.recommended,
  tseslint.configs.strict,
  svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess asks for it after a bounds check
      'no-undef': 'off', // the compiler knows better
      'svelte/prefer-svelte-reactivity': 'off', // big data is plain; a version in a rune says when it changed
    },
  },
  pure,
  spoken,
)
