package io.tidemark.http;

/**
 * How the application is, as an orchestrator understands it.
 *
 * @param isAlive false if only a restart helps
 * @param isReady whether it has its state and does its work; not while it restores or waits
 * @param state one word
 * @param why what it waits for, for people; empty if for nothing
 */
public record Health(boolean isAlive, boolean isReady, String state, String why) {}
