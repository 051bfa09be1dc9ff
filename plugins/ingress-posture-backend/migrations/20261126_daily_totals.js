/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('daily_totals', table => {
    table.comment('How many services of a cluster had each posture on a day');
    table.text('day').notNullable().comment('ISO 8601, in UTC');
    table.text('cluster').notNullable();
    table.text('posture').notNullable();
    table.integer('services').notNullable();
    table.primary(['day', 'cluster', 'posture']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('daily_totals');
};
