module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // All that the program needs is bundled into it (build.mjs): who installs it depends on nothing.
    '@backstage/no-undeclared-imports': 'off',
  },
});
