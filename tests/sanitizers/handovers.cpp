// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer what orders two threads where it cannot see it: Qt's libraries are not
// instrumented, so that a call that Qt carries from one thread to another looks like a race with
// what was done before it; and it does not know the lock that waits by the steady clock.
// Preloaded by scripts/sanitize.sh tsan. Written for Qt 6.4's way of carrying calls.
#include <QtCore/qobject.h>
#include <QtCore/qthread.h>

#include <ctime>
#include <dlfcn.h>
#include <pthread.h>

extern "C" {
// Of the program that is looked at; null in any other.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));
}

namespace {

void acquire(const void *address)
{
    if (__tsan_acquire)
        __tsan_acquire(const_cast<void *>(address));
}

void release(const void *address)
{
    if (__tsan_release)
        __tsan_release(const_cast<void *>(address));
}

// A call on its way: what came before `from` was released comes before the call.
class Handover final : public QtPrivate::QSlotObjectBase
{
public:
    Handover(QtPrivate::QSlotObjectBase *call, const void *from)
        : QSlotObjectBase(&impl), m_call(call), m_from(from ? from : this)
    {
        release(&m_call);
    }

    void leave() { release(m_from); }
    void comeBack() { acquire(&m_call); }

private:
    static void impl(int which, QSlotObjectBase *base, QObject *receiver, void **arguments,
                     bool *result)
    {
        auto *self = static_cast<Handover *>(base);
        acquire(self->m_from);
        acquire(&self->m_call); // how it was made, and earlier calls of it
        switch (which) {
        case Call:
            self->m_call->call(receiver, arguments);
            release(&self->m_call);
            break;
        case Compare:
            *result = self->m_call->compare(arguments);
            break;
        case Destroy:
            self->m_call->destroyIfLastRef();
            delete self;
            break;
        default: break;
        }
    }

    QtPrivate::QSlotObjectBase *m_call;
    const void *m_from;
};

} // namespace

extern "C" {

// The names as the linker knows them: one of them is private.
#define LPM_INVOKE _ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv
#define LPM_CONNECT _ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject
#define LPM_ACTIVATE _ZN11QMetaObject8activateEP7QObjectPKS_iPPv
#define LPM_DELETE_LATER _ZN7QObject11deleteLaterEv
#define LPM_TEXT_OF(name) #name
#define LPM_TEXT(name) LPM_TEXT_OF(name)
#define LPM_NEXT(name) reinterpret_cast<decltype(&name)>(dlsym(RTLD_NEXT, LPM_TEXT(name)))

bool LPM_INVOKE(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                void *result)
{
    static auto *const real = LPM_NEXT(LPM_INVOKE);
    auto *handover = new Handover(slot, nullptr);
    handover->ref(); // until it is back
    handover->leave();
    const bool isCalled = real(object, handover, type, result);
    if (type == Qt::BlockingQueuedConnection)
        handover->comeBack();
    handover->destroyIfLastRef();
    return isCalled;
}

void *LPM_CONNECT(void *connection, const QObject *sender, void **signal, const QObject *receiver,
                  void **slot, QtPrivate::QSlotObjectBase *call, Qt::ConnectionType type,
                  const int *types, const QMetaObject *meta)
{
    static auto *const real = LPM_NEXT(LPM_CONNECT);
    return real(connection, sender, signal, receiver, slot, new Handover(call, sender), type, types,
                meta);
}

void LPM_ACTIVATE(QObject *sender, const QMetaObject *meta, int signal, void **arguments)
{
    static auto *const real = LPM_NEXT(LPM_ACTIVATE);
    release(sender);
    real(sender, meta, signal, arguments);
}

void LPM_DELETE_LATER(QObject *object)
{
    static auto *const real = LPM_NEXT(LPM_DELETE_LATER);
    if (object->thread() == QThread::currentThread())
        real(object);
    else
        QMetaObject::invokeMethod(object, [object] { delete object; }, Qt::QueuedConnection);
}

int pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock, const timespec *until)
{
    constexpr long Second = 1'000'000'000;
    timespec now{};
    timespec wall{};
    clock_gettime(clock, &now);
    clock_gettime(CLOCK_REALTIME, &wall);
    wall.tv_sec += until->tv_sec - now.tv_sec;
    wall.tv_nsec += until->tv_nsec - now.tv_nsec;
    if (wall.tv_nsec < 0) {
        wall.tv_nsec += Second;
        --wall.tv_sec;
    } else if (wall.tv_nsec >= Second) {
        wall.tv_nsec -= Second;
        ++wall.tv_sec;
    }
    return pthread_mutex_timedlock(mutex, &wall);
}
}
