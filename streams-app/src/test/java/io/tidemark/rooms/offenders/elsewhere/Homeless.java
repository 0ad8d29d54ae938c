package io.tidemark.rooms.offenders.elsewhere;

/** Planted: a class in no room. */
final class Homeless {}
