/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('questions', table => {
    table.comment('What one replica asks the one that follows the cluster');
    table.text('id').primary();
    table.text('cluster').notNullable();
    table.text('question').notNullable().comment('JSON');
    table.text('answer').comment('JSON; null until it is answered');
    table.index(['cluster']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('questions');
};
