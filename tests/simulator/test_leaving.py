"""Those who closed their browser are told from those who wait."""

import socket

from django.test import RequestFactory

from simulator.results.disconnection import left


def test_an_open_connection_waits_and_a_closed_one_has_left():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        gone = left(RequestFactory().get("/", **{"gunicorn.socket": ours}))
        assert not gone()
        theirs.send(b"the next request, early")
        assert not gone()
        ours.recv(100)
        theirs.close()
        assert gone()
    assert gone()


def test_a_server_without_a_socket_to_look_at_never_says_so():
    assert not left(RequestFactory().get("/"))()
